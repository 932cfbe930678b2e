import { z } from 'zod';

/** Who is signed in and what they may do. */
export const Session = z.object({
  account: z.string(),
  displayName: z.string(),
  /** Null for a program's key. */
  role: z.enum(['administrator', 'operator', 'viewer', 'partner']).nullable(),
  permissions: z.array(z.string()),
});
export type Session = z.infer<typeof Session>;

/** Rights that this program asks about. */
export type Permission =
  | 'twin.view'
  | 'video.view'
  | 'alarm.handle'
  | 'alarm.reply'
  | 'fall.homes'
  | 'fall.confirm'
  | 'order.view'
  | 'order.work'
  | 'order.manage'
  | 'device.command'
  | 'broadcast.operate'
  | 'broadcast.manage'
  | 'wall.direct'
  | 'past.explore'
  | 'drill.lead'
  | 'drill.join'
  | 'dossier.make'
  | 'receiver.manage'
  | 'device.manage'
  | 'model.manage'
  | 'base.manage'
  | 'account.manage'
  | 'audit.read'
  | 'person.read';

/** Whether the session holds a right. What it does not hold is not shown. */
export function may(session: Session, permission: Permission): boolean {
  return session.permissions.includes(permission);
}
