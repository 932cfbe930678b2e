import { may, type Session } from '../../../state/records/session.ts';
import type { PlaceKind } from './place.ts';

/** Whether a session may draw and change places of a kind. */
export function mayDraw(session: Session, kind: PlaceKind): boolean {
  if (kind === 'cameraView') return may(session, 'device.manage');
  return may(session, kind === 'shelter' || kind === 'route' ? 'model.manage' : 'base.manage');
}
