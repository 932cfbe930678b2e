import { setImmediate as turn } from 'node:timers/promises';
import { DossierChain, type DossierContent } from 'twin-core/dossier';
import type { DossierFile } from './dossier-file.ts';
import type { DossierKey } from './dossier-key.ts';
import { nodeSm3 } from './node-sm3.ts';

/** A dossier as the pieces of its file: the page, with the records chained and signed as they come. */
export async function* writeDossier(
  { head, tail }: Pick<DossierFile, 'head' | 'tail'>,
  key: DossierKey,
  contents: AsyncIterable<DossierContent>,
): AsyncGenerator<string | Uint8Array> {
  const chain = new DossierChain(nodeSm3, key.sign);
  yield head;
  for await (const content of contents) {
    yield `${chain.add(content)}\n`;
    // A signature takes milliseconds, and there are hundreds: the server does other things in between.
    await turn();
  }
  yield `${chain.add({ kind: 'end', records: chain.count + 1 })}\n`;
  yield tail;
}
