import { z } from 'zod';
import { Code } from './code.ts';

const Text = z.string().min(1).max(64);
/** What is not recorded is null, never an empty text. */
const Recorded = Text.nullable().default(null);

/**
 * House (home): the 13 basic fields of clause 6.4.1-3-2. `building` is the registry's code of the building, `blockNumber` the
 * number on its plate: the two building numbers of the clause. Owner and residents stand apart, because they are personal.
 */
export const HouseRecord = z.object({
  code: Code,
  building: Code,
  policeBureau: Recorded,
  policeStation: Recorded,
  districtCode: Recorded,
  streetCode: Recorded,
  estateCode: Recorded,
  quarterCode: Recorded,
  blockName: Recorded,
  blockNumber: Recorded,
  unitNumber: Text,
  floorNumber: z.number().int().min(-20).max(300),
  roomNumber: Text,
  areaM2: z.number().positive().max(100_000),
  ifcSpaceGuid: z.string().nullable(),
});
export type HouseRecord = z.infer<typeof HouseRecord>;

export const Sex = z.enum(['male', 'female', 'unknown']);

export const CertificateKind = z.enum([
  'residentId',
  'passport',
  'hongKongMacaoPermit',
  'taiwanPermit',
  'permanentResidence',
  'other',
]);
export type CertificateKind = z.infer<typeof CertificateKind>;

const CertificateNumber = z.string().regex(/^[A-Za-z0-9-]{5,32}$/, '5 to 32 letters, digits or hyphens');

/** Owner of a house, clause 6.4.1-3-3. Personal data: given out masked and by role. */
export const OwnerRecord = z.object({
  house: Code,
  name: Text,
  sex: Sex,
  certificateKind: CertificateKind,
  certificateNumber: CertificateNumber,
});
export type OwnerRecord = z.infer<typeof OwnerRecord>;

/** The fields of one person's time in a house, before they are held against each other. */
export const OccupancyFields = z.object({
  code: Code,
  house: Code,
  name: Text,
  sex: Sex,
  nationality: Text,
  ethnicity: Recorded,
  nativePlace: Recorded,
  certificateKind: CertificateKind,
  certificateNumber: CertificateNumber,
  movedInAt: z.iso.date(),
  movedOutAt: z.iso.date().nullable(),
});

/**
 * One person's time in a house, clause 6.4.1-3-4. Dates are local days, YYYY-MM-DD; movedOutAt is null while the person lives
 * there. Personal data: given out masked and by role.
 */
export const OccupancyRecord = OccupancyFields.refine(
  ({ movedInAt, movedOutAt }) => movedOutAt === null || movedOutAt >= movedInAt,
  { path: ['movedOutAt'], message: 'lies before movedInAt: nobody leaves before moving in' },
);
export type OccupancyRecord = z.infer<typeof OccupancyRecord>;
