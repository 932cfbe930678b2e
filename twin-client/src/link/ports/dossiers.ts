import type { DossiersPort } from '../../state/ports/dossiers.ts';
import { Problem } from '../../state/problem.ts';
import { DossierReport } from '../../state/records/dossier.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const TYPE = 'text/html';

/** Incidents taken out and verified. */
export function dossiersPort(at: Address): DossiersPort {
  const iso = (time: number) => new Date(time).toISOString();
  return {
    make: async (subject, onBytes) => {
      const body = 'alarm' in subject ? subject : { from: iso(subject.from), to: iso(subject.to) };
      const response = await send(at('/dossiers'), { method: 'POST', body });
      const told = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return { name: told ?? 'dossier.html', file: await received(response, onBytes) };
    },
    verify: (file) =>
      ask(at('/dossiers/verify'), DossierReport, { method: 'POST', body: new Blob([file], { type: TYPE }) }),
  };
}

async function received(response: Response, onBytes: (bytes: number) => void): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (const reader = response.body!.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      bytes += value.length;
      onBytes(bytes);
    }
  } catch {
    throw new Problem(0, 'the dossier broke off');
  }
  return new Blob(pieces, { type: TYPE });
}
