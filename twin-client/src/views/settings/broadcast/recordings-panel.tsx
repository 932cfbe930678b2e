import { useRef, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import table from '../../../kit/table/table.module.css';
import { useToast } from '../../../kit/toast.tsx';
import { Problem } from '../../../state/problem.ts';
import type { Recording } from '../../../state/records/broadcast.ts';
import styles from '../settings.module.css';

/** What the server says of a file that it cannot play. */
const NO_AUDIO: ReadonlySet<number> = new Set([400, 415]);

/** The recordings that schedules play; what a file is, the server reads from its content. */
export function RecordingsPanel({ recordings, onChanged }: { recordings: readonly Recording[]; onChanged(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const add = async (file: File) => {
    setBusy(true);
    try {
      const { name } = await api.broadcast.addRecording(file);
      tell(format.text('broadcast.recordingAdded', { name }));
      onChanged();
    } catch (cause) {
      const refused = cause instanceof Problem && NO_AUDIO.has(cause.status);
      tell(refused ? format.text('broadcast.notAudio', { name: file.name }) : problemText(format, cause), 'problem');
    } finally {
      setBusy(false);
    }
  };
  const remove = async ({ id, name }: Recording) => {
    try {
      await api.broadcast.removeRecording(id);
      onChanged();
    } catch (cause) {
      const used = cause instanceof Problem && cause.status === 409;
      tell(used ? format.text('broadcast.recordingUsed', { name }) : problemText(format, cause), 'problem');
    }
  };
  return (
    <Panel
      title={format.text('broadcast.recordings')}
      aside={
        <Button disabled={busy} onClick={() => chooser.current?.click()}>
          {format.text('broadcast.addRecording')}
        </Button>
      }
    >
      <input
        ref={chooser}
        type="file"
        accept=".wav,.mp3,audio/wav,audio/mpeg"
        hidden
        data-testid="recording-file"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          target.value = '';
          if (chosen) void add(chosen);
        }}
      />
      {recordings.length === 0 && <p className={table.calm}>{format.text('broadcast.noRecordings')}</p>}
      {recordings.length > 0 && (
        <div className={table.scroll}>
          <ul className={styles.list} data-testid="recordings">
            {recordings.map((recording) => (
              <li key={recording.id}>
                <span>{`${recording.name} \u00b7 ${format.duration(recording.durationMs)}`}</span>
                <Button look="quiet" onClick={() => void remove(recording)}>
                  {format.text('settings.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
