import type { PoolClient } from 'pg';

/** What the driver calls while it copies in; its types do not tell. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** One COPY … FROM STDIN of bytes that are ready, as a query the driver's own protocol handlers run. */
export function copyIn(client: PoolClient, text: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const handlers: Record<string, unknown> = {
      submit: (connection: { query(text: string): void }) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) => {
        connection.sendCopyFromChunk(bytes);
        connection.endCopyFrom();
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    };
    for (const name of [
      'handleRowDescription',
      'handleDataRow',
      'handlePortalSuspended',
      'handleCommandComplete',
      'handleEmptyQuery',
      'handleCopyData',
      'handleCopyDone',
    ])
      handlers[name] = () => undefined;
    client.query(handlers as never);
  });
}
