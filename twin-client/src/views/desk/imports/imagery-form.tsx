import { useId, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { Problem } from '../../../state/problem.ts';
import { type ImageryDraft, NEW_IMAGERY, readImagery } from './imagery-draft.ts';
import styles from './imports.module.css';

export interface ImageryFormProps {
  /** The layer is declared. */
  onDone(layer: string): void;
  onCancel(): void;
}

const SCHEMES = ['xyz', 'tms', 'wmts'] as const;
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;

/** Pictures of another server as a layer: where its tiles are, and in which datum. The server refuses those that its settings do not allow. */
export function ImageryForm({ onDone, onCancel }: ImageryFormProps) {
  const { api, layers } = useCenter();
  const format = useFormat();
  const hint = useId();
  const [draft, setDraft] = useState<ImageryDraft>(NEW_IMAGERY);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<ImageryDraft>) => {
    setDraft({ ...draft, ...change });
    setFailure(null);
  };
  const read = readImagery(draft);
  const fault = 'fault' in read ? read.fault : null;
  const present = layers.layer(draft.code)?.record;
  const send = async () => {
    if (!('server' in read)) return;
    setBusy(true);
    try {
      await api.layers.putImagery(draft.code, read.server);
      onDone(draft.code);
    } catch (cause) {
      // The server's own words say which setting or part of the address it is.
      setFailure(cause instanceof Problem && cause.detail ? cause.detail : problemText(format, cause));
    } finally {
      setBusy(false);
    }
  };
  const told =
    failure ??
    (fault && draft.url !== ''
      ? format.text(fault === 'code' ? 'geo.fault.code' : `imagery.fault.${fault}`)
      : present
        ? format.text('geo.replaces', { name: format.label(present.name) })
        : format.text('imagery.hint'));
  const isWrong = failure !== null || (fault !== null && draft.url !== '');
  return (
    <form
      className={styles.draft}
      data-testid="imagery-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.head}>
        <strong className={styles.fileName}>{format.text('imagery.title')}</strong>
      </div>
      <div className={styles.fields}>
        <TextField
          label={format.text('geo.code')}
          value={draft.code}
          required
          aria-invalid={fault === 'code'}
          onChange={(event) => set({ code: event.target.value.trim() })}
          data-testid="imagery-code"
        />
        <TextField
          label={format.text('geo.name')}
          value={draft.name}
          maxLength={200}
          onChange={(event) => set({ name: event.target.value })}
          data-testid="imagery-name"
        />
        <SelectField
          label={format.text('imagery.scheme')}
          value={draft.scheme}
          onChange={(event) => set({ scheme: event.target.value as ImageryDraft['scheme'] })}
        >
          {SCHEMES.map((scheme) => (
            <option key={scheme} value={scheme}>
              {scheme.toUpperCase()}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={format.text('imagery.datum')}
          value={draft.datum}
          onChange={(event) => set({ datum: event.target.value as ImageryDraft['datum'] })}
          data-testid="imagery-datum"
        >
          {DATUMS.map((datum) => (
            <option key={datum} value={datum}>
              {format.text(`imagery.datum.${datum}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={format.text('imagery.maxZoom')}
          value={draft.maxZoom}
          inputMode="numeric"
          aria-invalid={fault === 'maxZoom'}
          onChange={(event) => set({ maxZoom: event.target.value })}
        />
        <TextField
          label={format.text('geo.rights')}
          value={draft.rights}
          maxLength={500}
          onChange={(event) => set({ rights: event.target.value })}
        />
      </div>
      <TextField
        label={format.text('imagery.url')}
        value={draft.url}
        placeholder={format.text('imagery.example')}
        required
        aria-invalid={fault === 'url' && draft.url !== ''}
        aria-describedby={hint}
        onChange={(event) => set({ url: event.target.value })}
        data-testid="imagery-url"
      />
      {draft.scheme === 'wmts' && (
        <div className={styles.fields}>
          <TextField
            label={format.text('imagery.wmtsLayer')}
            value={draft.wmtsLayer}
            onChange={(event) => set({ wmtsLayer: event.target.value })}
          />
          <TextField
            label={format.text('imagery.matrixSet')}
            value={draft.matrixSet}
            aria-invalid={fault === 'matrixSet'}
            onChange={(event) => set({ matrixSet: event.target.value })}
          />
        </div>
      )}
      <div className={styles.foot}>
        <p id={hint} className={isWrong ? styles.fault : styles.hint} role={isWrong ? 'alert' : undefined}>
          {told}
        </p>
        <Button onClick={onCancel}>{format.text('imports.discard')}</Button>
        <Button look="action" type="submit" disabled={fault !== null || busy} data-testid="imagery-add">
          {format.text('imagery.add')}
        </Button>
      </div>
    </form>
  );
}
