import type { DossierReport } from '../records/dossier.ts';

/** What a dossier is made of: an alarm with its incident, or a span of time (epoch ms). */
export type DossierSubject = { readonly alarm: string } | { readonly from: number; readonly to: number };

/** Incidents taken out as files, and whether one is as it was signed. Every method rejects with a Problem. */
export interface DossiersPort {
  /** onBytes is told how much is there so far. */
  make(
    subject: DossierSubject,
    onBytes: (bytes: number) => void,
  ): Promise<{ readonly name: string; readonly file: Blob }>;
  verify(file: Blob): Promise<DossierReport>;
}
