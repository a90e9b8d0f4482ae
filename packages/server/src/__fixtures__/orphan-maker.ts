import { startOddServer } from './test-server.js';

/** A server that says where it is, to be killed. */
const server = await startOddServer();
process.send!({ url: server.url.href });
