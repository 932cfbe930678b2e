import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { sizeText } from '../../desk/size-text.ts';
import { useMakeDossier } from './use-make-dossier.ts';

/** From an alarm to the file that tells of its incident by itself. */
export function DossierOfAlarm({ alarm }: { alarm: string }) {
  const { session, course } = useCenter();
  const format = useFormat();
  const { make, bytes } = useMakeDossier();
  if (course !== null || !may(session, 'dossier.make')) return null;
  return (
    <Button
      title={format.text('dossier.makeHint')}
      disabled={bytes !== null}
      data-testid="make-dossier"
      onClick={() => void make({ alarm })}
    >
      {bytes === null ? format.text('dossier.make') : format.text('dossier.making', { size: sizeText(format, bytes) })}
    </Button>
  );
}
