import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { useTool } from '../use-tool.ts';
import { DirectorPanel } from './director-panel.tsx';

const SHAPE =
  'M2.500 4h19v12.500h-19zM4.500 6v8.500h9V6zM15.500 6v3.200h4V6zM15.500 11.200v3.300h4v-3.300zM8 18.500h8V20.500H8z';

/** What the wall shows, for those who may say so. */
export function DirectorTool() {
  const { session } = useCenter();
  const format = useFormat();
  const [isOpen, setOpen] = useTool('director');
  useDeskKeys({
    escape: () => {
      if (!isOpen) return false;
      setOpen(false);
      return true;
    },
  });
  if (!may(session, 'wall.direct')) return null;
  return (
    <>
      <button type="button" aria-expanded={isOpen} data-testid="director-open" onClick={() => setOpen(!isOpen)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={SHAPE} fill="currentColor" fillRule="evenodd" />
        </svg>
        {format.text('director.open')}
      </button>
      {isOpen && <DirectorPanel onClose={() => setOpen(false)} />}
    </>
  );
}
