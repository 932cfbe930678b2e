import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';

/** A stream that sends nothing for so long is given up. */
const SILENCE_MS = 15_000;

/** The bytes of a stream of HTTP-FLV as they come, until it ends or the signal aborts. Throws VideoFault for what does not begin as one. */
export async function* flvBytes(client: VideoClient, address: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  const response = await client.open(client.locate(address), { signal });
  response.setTimeout(SILENCE_MS, () => response.destroy());
  let beginning: Buffer | null = Buffer.alloc(0);
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (beginning === null) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    if (beginning.length < 3) continue;
    if (beginning.toString('latin1', 0, 3) !== 'FLV') throw new VideoFault('unreadable', 'the stream is no FLV');
    yield beginning;
    beginning = null;
  }
}
