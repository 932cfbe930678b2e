import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { useRoom } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { useTool } from '../use-tool.ts';
import { CoveragePanel } from './coverage-panel.tsx';

const SHAPE = 'M2.500 8.500 12 3l9.500 5.500-9.500 5.500zM6 12.700v4.800L12 21l6-3.500v-4.800l-6 3.500z';

/** What cameras and fences cover of the site, over the scene: clauses 7.2.4-1, 7.2.10-1, 7.2.16-1. */
export function CoverageTool() {
  const { session } = useCenter();
  const format = useFormat();
  const controls = useRoom()?.site?.coverage ?? null;
  const [isOpen, setOpen] = useTool('coverage');
  useDeskKeys({
    escape: () => {
      if (!isOpen) return false;
      setOpen(false);
      return true;
    },
  });
  if (!controls || !may(session, 'video.view')) return null;
  return (
    <>
      <button type="button" aria-expanded={isOpen} data-testid="coverage" onClick={() => setOpen(!isOpen)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={SHAPE} fill="currentColor" />
        </svg>
        {format.text('coverage.open')}
      </button>
      {isOpen && <CoveragePanel controls={controls} onClose={() => setOpen(false)} />}
    </>
  );
}
