/**
 * Gives the event loop one turn, so that messages which arrived while the thread was busy are delivered. A message of
 * our own queues up behind them; a timer would also do, but browsers stretch repeated timers to 4 ms.
 */
export function deliverMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
