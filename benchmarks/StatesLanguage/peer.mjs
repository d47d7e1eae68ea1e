// The order workflow on aws-local-stepfunctions, with tasks that answer at once: prints executions a second.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

Promise.withResolvers ??= () => {
  let resolve, reject;
  const promise = new Promise((ok, no) => ([resolve, reject] = [ok, no]));
  return { promise, resolve, reject };
};

const [modules, definition, seconds] = process.argv.slice(2);
const { StateMachine } = createRequire(`${modules}/peer.js`)('aws-local-stepfunctions');
const machine = new StateMachine(JSON.parse(readFileSync(definition)), { checkArn: false });
const input = { orderId: 'o-1', customerId: 'c-1', amount: 99.99, items: [{ productId: 'p-1', quantity: 1, price: 99.99 }] };
const taskResourceLocalHandlers = {
  Validate: async (order) => ({ ...order, isValid: true, validationErrors: [] }),
  Pay: async (order) => ({ ...order, paymentId: 'pay-1', status: 'SUCCESS' }),
  Update: async (order) => ({ orderId: order.orderId, updated: true }),
  Fulfil: async (order) => ({ orderId: order.orderId, shipped: true }),
};

const run = async (until) => {
  let count = 0;
  for (; process.uptime() < until; count++) {
    const output = await machine.run(input, { overrides: { taskResourceLocalHandlers } }).result;
    if (output.orderResult.status !== 'ORDER_COMPLETED') throw new Error(JSON.stringify(output));
  }
  return count;
};

await run(process.uptime() + 1);
const start = process.uptime();
const count = await run(start + Number(seconds));
console.log(Math.round(count / (process.uptime() - start)));
