import { useState } from 'react';
import { type LayoutFault, layoutFaults, lettersOf, type WallLayout, type WallPanelKind } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { Panel } from '../../../kit/panel.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { LayoutEntry } from '../../../state/records/wall.ts';
import { SaveTold } from '../save-parts.tsx';
import styles from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { missingPanels, seamsOf, withPanel } from './grid-edit.ts';
import own from './layout.module.css';
import { LayoutGrid } from './layout-grid.tsx';

const MM = 1000;
const SCREENS = [1, 2, 3, 4, 5, 6];

export interface LayoutFormProps {
  readonly layout: LayoutEntry;
  /** It is not stored yet. */
  readonly isNew: boolean;
  onCopy(): void;
  /** Stored under this id, or removed. */
  onSaved(id: string | null): void;
}

/** One layout: the grid, the screens with their seams, and from how far it is read. */
export function LayoutForm({ layout: { preset, version, ...stored }, isNew, onCopy, onSaved }: LayoutFormProps) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [layout, setLayout] = useState<WallLayout>(stored);
  const save = useSave([]);
  const faults = layoutFaults(layout);
  const changed = isNew || JSON.stringify(layout) !== JSON.stringify(stored);
  const missing = missingPanels(layout);
  const put = async () => {
    if (!(await save.run(() => api.wall.putLayout(layout, isNew ? null : version)))) return;
    tell(format.text('layout.saved', { name: layout.name }));
    onSaved(layout.id);
  };
  const remove = async () => {
    if (!(await save.run(() => api.wall.removeLayout(layout.id, version)))) return;
    tell(format.text('layout.deleted', { name: layout.name }));
    onSaved(null);
  };
  const millimetres = (arcMinutes: number) => format.number(lettersOf(layout, arcMinutes) * layout.heightM * MM);
  return (
    <Panel title={layout.name} aside={format.text('layout.letters', { text: millimetres(16), head: millimetres(20) })}>
      <div className={own.body}>
        <LayoutGrid layout={layout} faults={faults} readOnly={preset} onChange={setLayout} />
      </div>
      {faults.length > 0 && (
        <ul className={own.faults} role="alert" data-testid="layout-faults">
          {faults.map((fault) => (
            <li key={JSON.stringify(fault)}>{faultWords(format, layout, fault)}</li>
          ))}
        </ul>
      )}
      {preset ? (
        <div className={styles.form}>
          <Button look="action" data-testid="layout-copy" onClick={onCopy}>
            {format.text('layout.copy')}
          </Button>
        </div>
      ) : (
        <div className={styles.form}>
          <p className={styles.lead}>{format.text('layout.keys')}</p>
          <div className={styles.pair}>
            <TextField
              label={format.text('layout.name')}
              value={layout.name}
              maxLength={60}
              data-testid="layout-name"
              onChange={({ target }) => setLayout({ ...layout, name: target.value })}
            />
            <TextField
              label={format.text('layout.id')}
              value={layout.id}
              disabled={!isNew}
              title={format.text('layout.idHint')}
              onChange={({ target }) => setLayout({ ...layout, id: target.value })}
            />
            <NumberField
              label={format.text('layout.viewing')}
              value={layout.viewingM}
              range={[0.5, 30]}
              onChange={(viewingM) => setLayout({ ...layout, viewingM })}
            />
            <NumberField
              label={format.text('layout.height')}
              value={layout.heightM}
              range={[0.2, 20]}
              onChange={(heightM) => setLayout({ ...layout, heightM })}
            />
          </div>
          <Screens layout={layout} onChange={setLayout} />
          {missing.length > 0 && (
            <SelectField
              label={format.text('layout.add')}
              value=""
              data-testid="layout-add"
              onChange={({ target }) => target.value && setLayout(withPanel(layout, target.value as WallPanelKind))}
            >
              <option value="">–</option>
              {missing.map((kind) => (
                <option key={kind} value={kind}>
                  {format.text(`wall.panel.${kind}`)}
                </option>
              ))}
            </SelectField>
          )}
          <SaveTold save={save} onReload={() => onSaved(layout.id)} />
          <div className={styles.tools}>
            <Button
              look="action"
              disabled={!changed || save.busy || faults.length > 0}
              data-testid="layout-save"
              onClick={() => void put()}
            >
              {format.text('layout.save')}
            </Button>
            {!isNew && (
              <Button disabled={save.busy} data-testid="layout-delete" onClick={() => void remove()}>
                {format.text('layout.delete')}
              </Button>
            )}
            <Button look="quiet" onClick={onCopy}>
              {format.text('layout.copy')}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}

/** How many screens side by side and one above the other: where they meet nothing may stand. */
function Screens({ layout, onChange }: { layout: WallLayout; onChange(layout: WallLayout): void }) {
  const format = useFormat();
  const { seamsX, seamsY } = layout;
  const choice = (name: 'seamsX' | 'seamsY', label: string) => (
    <SelectField
      label={label}
      value={layout[name].length + 1}
      data-testid={`layout-${name}`}
      onChange={({ target }) => onChange({ ...layout, [name]: seamsOf(Number(target.value)) })}
    >
      {SCREENS.map((count) => (
        <option key={count} value={count}>
          {count}
        </option>
      ))}
    </SelectField>
  );
  return (
    <div className={styles.pair}>
      {choice('seamsX', `${format.text('layout.screens')} · ${seamsX.length + 1}`)}
      {choice('seamsY', `× ${seamsY.length + 1}`)}
    </div>
  );
}

function NumberField({
  label,
  value,
  range: [least, most],
  onChange,
}: {
  label: string;
  value: number;
  range: readonly [number, number];
  onChange(value: number): void;
}) {
  return (
    <TextField
      label={label}
      type="number"
      min={least}
      max={most}
      step={0.1}
      value={value}
      onChange={({ target }) => Number.isFinite(target.valueAsNumber) && onChange(target.valueAsNumber)}
    />
  );
}

function faultWords(format: Format, { panels }: WallLayout, fault: LayoutFault): string {
  const nameOf = (i: number) => format.text(`wall.panel.${panels[i]!.kind}`);
  return format.text(`layout.fault.${fault.is}`, {
    panel: nameOf(fault.i),
    other: fault.is === 'overlap' ? nameOf(fault.other) : '',
  });
}
