import { GeoPoint } from 'twin-core';
import { z } from 'zod';
import { Provenance } from './provenance.ts';

const Neighbour = z.object({ code: z.string(), name: z.string(), distanceM: z.number() });

/** GET /api/v1/devices/{code}: the base data of 6.4.1-8. Null is what nobody has recorded. Live values come by push. */
export const DeviceDetail = Provenance.extend({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  facility: z.string(),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  installPosition: z.string().nullable(),
  /** ISO 8601. */
  installedAt: z.string().nullable(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  zone: z.string().nullable(),
  location: GeoPoint,
  owningUnit: z.string().nullable(),
  maintainer: z.object({ code: z.string(), name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  parent: z.string().nullable(),
  links: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string().nullable() })),
  /** Help around it, nearest first; straight distances, metres. */
  near: z.object({ camera: z.array(Neighbour), siren: z.array(Neighbour), hydrant: z.array(Neighbour) }),
});
export type DeviceDetail = z.infer<typeof DeviceDetail>;
