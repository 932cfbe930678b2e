import { may, type Permission, type Session } from '../../state/records/session.ts';

const PARTS = ['rules', 'arming', 'broadcast', 'receivers', 'wall'] as const;
export type Part = (typeof PARTS)[number];

/** Any of these rights opens a part. */
const RIGHTS: Readonly<Record<Part, readonly Permission[]>> = {
  rules: ['base.manage'],
  arming: ['device.command', 'base.manage'],
  broadcast: ['broadcast.operate'],
  receivers: ['receiver.manage'],
  wall: ['base.manage'],
};

/** The parts of the settings that a session may use. */
export function partsFor(session: Session): readonly Part[] {
  return PARTS.filter((part) => RIGHTS[part].some((right) => may(session, right)));
}
