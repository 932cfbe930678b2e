import { useId } from 'react';
import { LayerGroup, Medium } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { sizeText } from '../size-text.ts';
import { GEO_KINDS, type GeoDraft, type GeoKind, type GeoPlan, type GeoTarget, geoFault } from './geo-draft.ts';
import styles from './imports.module.css';

export interface GeoDraftCardProps {
  readonly draft: GeoDraft;
  onChange(target: GeoTarget): void;
  onStart(): void;
  onDiscard(): void;
}

/** Coordinate systems that a file may be in although it does not say so; the site's own comes besides. */
const CRS = ['EPSG:4326', 'EPSG:4490', 'GCJ-02', 'BD-09', 'EPSG:3857'] as const;

/** A chosen file of geographic information: which layer it becomes, and what it does not say itself. */
export function GeoDraftCard({ draft, onChange, onStart, onDiscard }: GeoDraftCardProps) {
  const { layers, site } = useCenter();
  const format = useFormat();
  const hint = useId();
  const { file, target } = draft;
  const fault = geoFault(target);
  const isValid = fault === null;
  const { plan } = target;
  const present = layers.layer(target.layer)?.record;
  const told = fault
    ? format.text(`geo.fault.${fault}`)
    : present
      ? format.text('geo.replaces', { name: format.label(present.name) })
      : format.text('geo.hint');
  const set = (change: Partial<GeoTarget>) => onChange({ ...target, ...change });
  const setPlan = (change: Partial<GeoPlan>) => plan && set({ plan: { ...plan, ...change } });
  return (
    <form
      className={styles.draft}
      data-testid="geo-draft"
      data-file={file.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) onStart();
      }}
    >
      <div className={styles.head}>
        <strong className={styles.fileName}>{file.name}</strong>
        <small>{sizeText(format, file.size)}</small>
        <span className={styles.grow} />
        <small>{format.text('geo.draft')}</small>
      </div>
      <div className={styles.fields}>
        <TextField
          label={format.text('geo.code')}
          value={target.layer}
          required
          aria-invalid={fault === 'code'}
          aria-describedby={hint}
          onChange={(event) => set({ layer: event.target.value.trim() })}
          data-testid="geo-code"
        />
        <TextField
          label={format.text('geo.name')}
          value={target.name}
          maxLength={200}
          onChange={(event) => set({ name: event.target.value })}
        />
        {!plan && (
          <SelectField
            label={format.text('geo.kind')}
            value={target.kind}
            onChange={(event) => set({ kind: event.target.value as GeoKind })}
            data-testid="geo-kind"
          >
            {GEO_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {format.text(`geo.kind.${kind}`)}
              </option>
            ))}
          </SelectField>
        )}
        {!plan && target.kind === 'network' && (
          <SelectField
            label={format.text('geo.medium')}
            value={target.medium}
            onChange={(event) => set({ medium: Medium.parse(event.target.value) })}
          >
            {Medium.options.map((medium) => (
              <option key={medium} value={medium}>
                {format.text(`underground.medium.${medium}`)}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={format.text('geo.group')}
          value={target.group}
          onChange={(event) => set({ group: LayerGroup.parse(event.target.value) })}
        >
          {LayerGroup.options.map((group) => (
            <option key={group} value={group}>
              {format.text(`layers.group.${group}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={format.text('geo.crs')}
          value={target.crs}
          onChange={(event) => set({ crs: event.target.value })}
          data-testid="geo-crs"
        >
          <option value="">{format.text(plan ? 'geo.crsNone' : 'geo.crsOfFile')}</option>
          {[...CRS, site.crs].map((crs) => (
            <option key={crs} value={crs}>
              {crs}
            </option>
          ))}
        </SelectField>
        <TextField
          label={format.text('geo.rights')}
          value={target.rights}
          maxLength={500}
          placeholder={format.text('geo.rightsExample')}
          onChange={(event) => set({ rights: event.target.value })}
        />
      </div>
      {plan && (
        <div className={styles.fields} data-testid="geo-plan">
          {target.crs === '' && (
            <>
              <TextField
                label={format.text('geo.plan.at')}
                value={plan.at}
                onChange={(event) => setPlan({ at: event.target.value })}
                data-testid="geo-at"
              />
              <TextField
                label={format.text('geo.plan.unit')}
                value={plan.unitM}
                inputMode="decimal"
                onChange={(event) => setPlan({ unitM: event.target.value })}
                data-testid="geo-unit"
              />
              <TextField
                label={format.text('geo.plan.turn')}
                value={plan.turnDeg}
                inputMode="decimal"
                onChange={(event) => setPlan({ turnDeg: event.target.value })}
              />
            </>
          )}
          <TextField
            label={format.text('geo.plan.depth')}
            value={plan.depthM}
            inputMode="decimal"
            placeholder={format.text('geo.plan.elevations')}
            onChange={(event) => setPlan({ depthM: event.target.value })}
            data-testid="geo-depth"
          />
        </div>
      )}
      <div className={styles.foot}>
        <p id={hint} className={isValid ? styles.hint : styles.fault} role={isValid ? undefined : 'alert'}>
          {told}
        </p>
        <Button onClick={onDiscard}>{format.text('imports.discard')}</Button>
        <Button look="action" type="submit" disabled={!isValid} data-testid="geo-start">
          {format.text('geo.start')}
        </Button>
      </div>
    </form>
  );
}
