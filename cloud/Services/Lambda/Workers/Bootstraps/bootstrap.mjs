// Runs a Lambda function in Node.js: requests invocations from the Runtime API and passes them to the handler.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

const [authority, ...rest] = process.env.AWS_LAMBDA_RUNTIME_API.split('/');
const root = `/${rest.join('/')}`;
const base = `${root}/2018-06-01/runtime`;
const { CLASSROOM_RUNTIME_SOCKET: socketPath, CLASSROOM_FORWARD_PORT: forwardPort } = process.env;
delete process.env.CLASSROOM_RUNTIME_SOCKET;
delete process.env.CLASSROOM_FORWARD_PORT;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

const send = (method, path, body) => new Promise((resolve, reject) => {
  const [hostname, port] = authority.split(':');
  const request = http.request({ agent, ...(socketPath ? { socketPath } : { hostname, port }), method, path, headers: body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } }, response => {
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
  });
  request.on('error', reject);
  request.end(body);
});

const call = (method, where, body) => send(method, base + where, body);

const describe = error => JSON.stringify({
  errorType: error?.name ?? typeof error, errorMessage: error?.message ?? String(error), trace: (error?.stack ?? '').split('\n'),
});

async function load() {
  const [file, name] = [process.env._HANDLER.slice(0, process.env._HANDLER.lastIndexOf('.')), process.env._HANDLER.slice(process.env._HANDLER.lastIndexOf('.') + 1)];
  const found = ['.mjs', '.js', '.cjs'].map(extension => path.join(process.env.LAMBDA_TASK_ROOT, file + extension)).find(candidate => fs.existsSync(candidate));
  if (!found) throw Object.assign(new Error(`Cannot find module '${file}'`), { name: 'Runtime.ImportModuleError' });
  const module = await import(pathToFileURL(found));
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') throw Object.assign(new Error(`${file}.${name} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  return handler;
}

let requestId;

// The console writes as the runtime of AWS does: one event for each call, with the time, the id of the request and the level.
const write = (level, ...values) => {
  const [timestamp, message] = [new Date().toISOString(), util.format(...values)];
  const line = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON'
    ? JSON.stringify({ timestamp, level, requestId, message: values.length === 1 ? values[0] : message })
    : `${timestamp}\t${requestId}\t${level}\t${message}`;
  // A carriage return keeps the lines of a message in one event.
  process.stdout.write(line.replaceAll('\n', '\r') + '\n');
};

const patchConsole = () => {
  const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
  const least = levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL);
  for (const [priority, level] of levels.entries())
    console[level.toLowerCase()] = priority < least ? () => {} : (...values) => write(level, ...values);
  console.log = console.info;
};

const contextOf = headers => ({
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  awsRequestId: headers['lambda-runtime-aws-request-id'],
  invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, Number(headers['lambda-runtime-deadline-ms']) - Date.now()),
});

const run = (handler, event, context) => new Promise((resolve, reject) => {
  const answer = handler(event, context, (error, result) => error ? reject(error) : resolve(result));
  if (typeof answer?.then === 'function') answer.then(resolve, reject);
  else if (handler.length < 3) resolve(answer);
});

// Makes the cloud reachable at its address in a sandbox, whose network contains nothing. A thread of its own forwards also while the function
// waits for a child process.
const forward = () => new Promise((resolve, reject) => {
  const worker = new Worker(`
    const net = require('node:net');
    const { parentPort, workerData: { port, path } } = require('node:worker_threads');
    net.createServer(client => {
      const server = net.connect({ path });
      client.on('error', () => server.destroy()).pipe(server);
      server.on('error', () => client.destroy()).pipe(client);
    }).listen(port, '127.0.0.1', 511, () => parentPort.postMessage('ready'));
  `, { eval: true, workerData: { port: Number(forwardPort), path: socketPath }, env: {}, stdin: false });
  worker.on('error', reject).on('message', () => {
    worker.unref();
    resolve();
  });
});

if (forwardPort) await forward();
const assigned = await send('GET', `${root}/assignment`);
if (assigned.status !== 200) process.exit(0);
const assignment = JSON.parse(assigned.body);
Object.assign(process.env, assignment.variables);
process.chdir(assignment.folder);
patchConsole();
let handler;
try {
  handler = await load();
} catch (error) {
  await call('POST', '/init/error', describe(error));
  process.exit(1);
}

while (true) {
  const next = await call('GET', '/invocation/next');
  if (next.status !== 200) process.exit(0);
  const id = requestId = next.headers['lambda-runtime-aws-request-id'];
  let [where, text] = ['response', ''];
  try {
    text = JSON.stringify(await run(handler, JSON.parse(next.body), contextOf(next.headers))) ?? 'null';
  } catch (error) {
    const { errorType, errorMessage, trace: stack } = JSON.parse(describe(error));
    console.error('Invoke Error', `\t${JSON.stringify({ errorType, errorMessage, stack })}`);
    [where, text] = ['error', describe(error)];
  }
  await new Promise(done => process.stdout.write(`\u0001${id}\n`, done));
  await call('POST', `/invocation/${id}/${where}`, text);
}
