/** For tests: a sender of the tus protocol by hand, one request at a time. */
export type TusCall = (
  method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE',
  path: string,
  options?: TusOptions,
) => Promise<Response>;

interface TusOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** Metadata of the protocol: the name of a file. */
export const named = (fileName: string) => `filename ${Buffer.from(fileName).toString('base64')}`;

/** Announces a file and returns the answer; its Location is where the bytes go. */
export function announce(call: TusCall, path: string, fileName: string, bytes: number): Promise<Response> {
  return call('POST', path, { headers: { 'Upload-Length': String(bytes), 'Upload-Metadata': named(fileName) } });
}

/** Sends bytes from an offset on. */
export function sendFrom(
  call: TusCall,
  location: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return call('PATCH', location, {
    headers: { 'Upload-Offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: bytes,
  });
}

/** Uploads a whole file in one piece and returns the id of its upload. */
export async function upload(
  call: TusCall,
  path: string,
  fileName: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const announced = await announce(call, path, fileName, bytes.length);
  const location = announced.headers.get('location');
  if (announced.status !== 201 || !location) throw new Error(`${announced.status}: ${await announced.text()}`);
  const sent = await sendFrom(call, location, 0, bytes);
  if (sent.status !== 204) throw new Error(`${sent.status}: ${await sent.text()}`);
  return location.split('/').at(-1)!;
}
