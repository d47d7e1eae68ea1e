// Does what it is told, and reports how far it came; Attacker.cs is the same in C#.
const fs = require('node:fs');
const net = require('node:net');
const { spawn, spawnSync } = require('node:child_process');

const run = command => {
  const done = spawnSync(command[0], command.slice(1), { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.error ?? ''}${done.stdout}${done.stderr}`);
  return done.stdout + done.stderr;
};

const send = (port, bytes) => new Promise((resolve, reject) => {
  let answer = '';
  net.connect(port, '127.0.0.1', function connected() { this.write(Buffer.from(bytes, 'latin1')); })
    .on('data', data => { answer += data.toString('latin1'); })
    .on('end', () => resolve(answer))
    .on('error', reject);
});

const attacks = {
  read: order => fs.readFileSync(order.path, 'latin1'),
  list: order => fs.readdirSync(order.path),
  write: order => { fs.writeFileSync(order.path, 'x'); return 'written'; },
  environment: () => Object.keys(process.env).sort(),
  kill: order => { process.kill(order.process, 9); return 'killed'; },
  send: order => send(order.port, order.bytes),
  run: order => run(order.command),
  detach: order => { spawn('setsid', ['sleep', order.seconds], { detached: true, stdio: 'ignore' }).unref(); return 'detached'; },
};

exports.handler = async order => {
  try {
    return { done: await attacks[order.do](order) };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
};
