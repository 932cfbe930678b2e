import { PictureMask, STREAM_ROLES, STREAM_WAYS } from 'twin-core';
import { z } from 'zod';

export type Mask = PictureMask;

/** Why the pictures of a camera are shown to nobody: a mask is needed and there is none (7.2.16-1). */
const MaskRefusal = z.enum(['making', 'noView', 'notFlat', 'turns', 'noModel', 'unchecked']);
export type MaskRefusal = z.infer<typeof MaskRefusal>;

/** A camera that has a stream, and how it fares on the server's side. Times are epoch ms. */
export const CameraEntry = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Null where nothing of it can be watched. */
  condition: z.enum(['starting', 'live', 'frozen', 'lost']).nullable(),
  since: z.number().nullable(),
  reason: z.string().nullable(),
  streams: z.array(z.object({ way: z.enum(STREAM_WAYS), role: z.enum(STREAM_ROLES), address: z.string() })),
  mask: PictureMask,
  maskRefusal: MaskRefusal.nullable(),
  /** Its tilt or mask was changed and waits for a second person; null for those who cannot check it. */
  check: z.object({ changedBy: z.string(), changedAt: z.number(), own: z.boolean() }).nullable(),
  recordedFrom: z.number().nullable(),
});
export type CameraEntry = z.infer<typeof CameraEntry>;
/** As it stands in a list: without its mask, so no picture of it can be shown by this alone. */
const CameraListed = CameraEntry.omit({ mask: true });
export type CameraListed = z.infer<typeof CameraListed>;
export const CamerasReply = z.object({ items: z.array(CameraListed) });

/** What is held of a camera's last minutes. */
export const Recording = z.object({ from: z.number(), to: z.number(), playlist: z.string(), file: z.string() });
export type Recording = z.infer<typeof Recording>;

/** What was kept of a camera around an alarm; without an address the reason why there is none. */
export const AlarmClip = z.object({
  camera: z.string(),
  kind: z.enum(['clip', 'snapshot']),
  from: z.number(),
  to: z.number(),
  type: z.string().nullable(),
  bytes: z.number(),
  address: z.string().nullable(),
  fault: z.string().nullable(),
  mask: PictureMask,
  maskRefusal: MaskRefusal.nullable(),
});
export type AlarmClip = z.infer<typeof AlarmClip>;
export const AlarmClipsReply = z.object({ items: z.array(AlarmClip) });
