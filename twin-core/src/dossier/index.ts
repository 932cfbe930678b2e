/** The door 'twin-core/dossier': what happened, as numbered records that are chained and signed (docs/dossier.md). */
export { DossierChain } from './chain.ts';
export * from './record.ts';
export { fingerprintOf, fromHex, type Hash, SIGNER_ID, sm3, spkiOf, toHex } from './sm.ts';
export { DOSSIER_FAULTS, DossierCheck, type DossierVerdict, type FirstChanged } from './verify.ts';
