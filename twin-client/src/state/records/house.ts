import { CertificateKind, HouseRecord, Sex } from 'twin-core';
import { z } from 'zod';
import { PersonView } from './duty.ts';
import { Provenance } from './provenance.ts';

export type House = z.infer<typeof HouseRecord>;

/** GET /api/v1/houses?building=&storey=. */
export const HousesReply = z.object({ items: z.array(HouseRecord), next: z.string().nullable() });

/** Who owns a house, and who lived in it from when to when (local days), as far as this session may see it. */
const Identity = z.object({
  name: z.string(),
  sex: Sex,
  certificateKind: CertificateKind,
  certificateNumber: z.string(),
});
const Stay = Identity.extend({
  code: z.string(),
  nationality: z.string(),
  ethnicity: z.string().nullable(),
  nativePlace: z.string().nullable(),
  movedInAt: z.string(),
  movedOutAt: z.string().nullable(),
  /** Fields that are null because the session may not see them. */
  withheld: z.array(z.string()),
});
export type Stay = z.infer<typeof Stay>;

/** GET /api/v1/houses/{code}: with owner, residents and history, masked by right; times are epoch ms. */
export const HouseDetail = HouseRecord.extend({
  owner: Identity.nullable(),
  ...Provenance.shape,
  history: z.array(Stay),
  residents: z.array(PersonView.extend({ residentKind: z.enum(['permanent', 'floating', 'staff']) })),
});
export type HouseDetail = z.infer<typeof HouseDetail>;
