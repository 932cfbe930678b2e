import { useCenter } from '../../../kit/center-context.ts';
import { may } from '../../../state/records/session.ts';
import { LinesPanel } from './lines-panel.tsx';
import { PoliciesPanel } from './policies-panel.tsx';

/** Who did what, when, with what result; and what is kept of whom. */
export function LogView() {
  const { session } = useCenter();
  return (
    <>
      {may(session, 'account.manage') && <PoliciesPanel />}
      <LinesPanel />
    </>
  );
}
