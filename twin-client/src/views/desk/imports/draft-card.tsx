import { useId } from 'react';
import { Button } from '../../../kit/button.tsx';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { BuildingView } from '../../../state/site-view.ts';
import { sizeText } from '../size-text.ts';
import { type Draft, faultOfTarget, type Target } from './import-target.ts';
import styles from './imports.module.css';

export interface DraftCardProps {
  readonly draft: Draft;
  readonly buildings: readonly BuildingView[];
  /** Codes that other imports are to become. */
  readonly taken: ReadonlySet<string>;
  onChange(target: Target): void;
  onStart(): void;
  onDiscard(): void;
}

/** A chosen file: what it is to become and where that is to stand. */
export function DraftCard({ draft, buildings, taken, onChange, onStart, onDiscard }: DraftCardProps) {
  const format = useFormat();
  const hint = useId();
  const { file, target } = draft;
  const fault = faultOfTarget(target, buildings, taken);
  const places = target.kind === 'new' ? (['file', 'site'] as const) : (['keep', 'file', 'site'] as const);
  const become = (kind: Target['kind']) => {
    if (kind === target.kind) return;
    onChange(
      kind === 'existing'
        ? { kind, code: buildings[0]?.code ?? '', name: '', placement: 'keep' }
        : { kind, code: '', name: '', placement: 'file' },
    );
  };
  return (
    <form
      className={styles.draft}
      data-testid="import-draft"
      data-file={file.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (!fault) onStart();
      }}
    >
      <div className={styles.head}>
        <strong className={styles.fileName}>{file.name}</strong>
        <small>{sizeText(format, file.size)}</small>
        <Choice
          label={format.text('imports.target')}
          value={target.kind}
          options={[
            { value: 'new', label: format.text('imports.target.new') },
            { value: 'existing', label: format.text('imports.target.existing'), disabled: buildings.length === 0 },
          ]}
          onChoose={become}
        />
      </div>
      <div className={styles.fields}>
        {target.kind === 'new' ? (
          <>
            <TextField
              label={format.text('imports.code')}
              value={target.code}
              required
              aria-invalid={fault !== null}
              aria-describedby={hint}
              onChange={(event) => onChange({ ...target, code: event.target.value.trim() })}
              data-testid="import-code"
            />
            <TextField
              label={format.text('imports.name')}
              value={target.name}
              placeholder={format.text('imports.nameOfModel')}
              maxLength={200}
              onChange={(event) => onChange({ ...target, name: event.target.value })}
              data-testid="import-name"
            />
          </>
        ) : (
          <SelectField
            label={format.text('imports.building')}
            value={target.code}
            onChange={(event) => onChange({ ...target, code: event.target.value })}
            data-testid="import-building"
          >
            {buildings.map(({ code, name }) => (
              <option key={code} value={code}>
                {`${code} · ${name}`}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={format.text('imports.placement')}
          value={target.placement}
          aria-describedby={hint}
          onChange={(event) => onChange({ ...target, placement: event.target.value as Target['placement'] })}
          data-testid="import-placement"
        >
          {places.map((place) => (
            <option key={place} value={place}>
              {format.text(`imports.placement.${place}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className={styles.foot}>
        <p id={hint} className={fault ? styles.fault : styles.hint} role={fault ? 'alert' : undefined}>
          {fault ? format.text(`imports.fault.${fault}`) : format.text(`imports.placementHint.${target.placement}`)}
        </p>
        <Button onClick={onDiscard}>{format.text('imports.discard')}</Button>
        <Button look="action" type="submit" disabled={fault !== null} data-testid="import-start">
          {format.text('imports.start')}
        </Button>
      </div>
    </form>
  );
}
