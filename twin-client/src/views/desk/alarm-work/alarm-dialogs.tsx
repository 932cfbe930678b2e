import { useState, useSyncExternalStore } from 'react';
import { useDesk } from '../desk.ts';
import { useAlarmDesk } from '../use-alarm-desk.ts';
import { AssignDialog } from './assign-dialog.tsx';
import type { AlarmDialogProps } from './dialog-parts.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { NOTES, NoteDialog } from './note-dialog.tsx';
import { ReferDialog } from './refer-dialog.tsx';
import { ShelveDialog } from './shelve-dialog.tsx';

/** The dialog that is open over the desk: it outlives the card that asked for it, whoever closes the alarm meanwhile. */
export function AlarmDialogs() {
  const desk = useDesk();
  const asking = useSyncExternalStore(desk.asking.subscribe, desk.asking.get);
  const work = useAlarmDesk();
  const [problem, setProblem] = useState<string | null>(null);
  if (!asking) return null;
  const { alarm, action } = asking;
  const close = () => {
    setProblem(null);
    desk.asking.set(null);
  };
  const dialog: AlarmDialogProps = {
    alarm,
    problem,
    onClose: close,
    onAct: (done, body) =>
      void work.handle(alarm.id, done, body).then((refusal) => (refusal === null ? close() : setProblem(refusal))),
  };
  if (action === 'assign') return <AssignDialog {...dialog} />;
  if (action === 'refer') return <ReferDialog {...dialog} />;
  if (action === 'dismiss') return <DismissDialog {...dialog} />;
  if (action === 'shelve') return <ShelveDialog {...dialog} />;
  const note = NOTES.find((name) => name === action);
  return note ? <NoteDialog {...dialog} action={note} /> : null;
}
