import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import type { ZoneRecord } from 'twin-core';
import { geodesicAreaM2, geodesicLengthM, ZONE_SHAPES } from 'twin-core/geometry';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { areaText, lengthText } from '../../../state/measure/quantity-text.ts';
import type { PlaceShape } from '../../../state/place/place-shape.ts';
import { Problem } from '../../../state/problem.ts';
import { CameraFields } from './camera-fields.tsx';
import { PLACE_KINDS, type Place, type PlaceKind } from './place.ts';
import { PlaceCorners } from './place-corners.tsx';
import type { PlaceEdit } from './place-edit.ts';
import { faultOf, faultText } from './place-fault.ts';
import styles from './places.module.css';
import { removePlace, savePlace } from './save-place.ts';
import { readSupplies, ShelterFields, suppliesText } from './shelter-fields.tsx';

export interface PlaceFormProps {
  readonly edit: PlaceEdit;
  readonly places: readonly Place[];
  /** What Enter in the picture does. */
  readonly saver: RefObject<() => void>;
  onCamera(camera: NonNullable<Place['camera']>): void;
  onShape(shape: PlaceShape, camera: NonNullable<Place['camera']>): void;
  /** Begins anew from what somebody else stored meanwhile. */
  onReload(base: Place): void;
  onDone(code: string | null): void;
}

/** Letters of the codes that are proposed for new places, by kind. */
const PREFIX: Readonly<Record<PlaceKind, string>> = {
  fence: 'Z',
  fireLane: 'ZL',
  parking: 'ZP',
  charging: 'ZC',
  area: 'ZA',
  shelter: 'SH',
  route: 'RT',
  cameraView: '',
};

function freeCode(kind: PlaceKind, places: readonly Place[]): string {
  for (let number = 1; ; number += 1) {
    const code = `${PREFIX[kind]}-${String(number).padStart(2, '0')}`;
    if (!places.some((place) => place.code === code)) return code;
  }
}

/** A place while it is drawn or changed: its name and code, its corners in numbers, and what is to become of it. */
export function PlaceForm({ edit, places, saver, onCamera, onShape, onReload, onDone }: PlaceFormProps) {
  const { api, site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const { base, draft, camera } = edit;
  useSyncExternalStore(draft.revision.subscribe, draft.revision.get);
  const [kind, setKind] = useState(edit.kind);
  const [code, setCode] = useState(() => base?.code ?? (edit.kind === 'cameraView' ? '' : freeCode(edit.kind, places)));
  const [name, setName] = useState(base?.name ?? '');
  const [capacity, setCapacity] = useState(String(base?.properties.capacity ?? ''));
  const [manager, setManager] = useState(String(base?.properties.manager ?? ''));
  const [supplies, setSupplies] = useState(() => suppliesText(base?.properties.supplies));
  const [wrong, setWrong] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);

  const shape = draft.shown;
  const fault = draft.isWhole ? faultOf(kind, draft.shape, site.boundary) : null;
  const place = (version: string | null): Place | string => {
    if (!draft.isWhole) return format.text('places.notWhole');
    if (fault) return faultText(format, fault);
    if (kind !== 'cameraView' && name.trim() === '') return format.text('places.needsName');
    const whole = {
      kind,
      code: code.trim(),
      name: name.trim(),
      shape: draft.shape,
      version,
      devices: base?.devices ?? 0,
    };
    if (kind === 'cameraView') return camera ? { ...whole, properties: {}, camera } : format.text('places.needsCamera');
    if (kind === 'route') return { ...whole, properties: { ...base?.properties } };
    if (kind !== 'shelter') return { ...whole, properties: {} };
    const stock = readSupplies(supplies);
    if (typeof stock === 'number') return format.text('places.suppliesWrong', { line: stock });
    const people = capacity.trim() === '' ? null : Number(capacity);
    if (people !== null && !(Number.isInteger(people) && people >= 0)) return format.text('places.capacityWrong');
    const properties = {
      ...base?.properties,
      kind,
      capacity: people,
      manager: manager.trim() || null,
      supplies: stock,
    };
    return { ...whole, properties };
  };
  const stored = async () => {
    setBusy(true);
    try {
      const version = base?.version ?? null;
      const made = place(version);
      if (typeof made === 'string') setWrong(made);
      else {
        await savePlace(api, made);
        tell(format.text('places.saved', { name: made.name || made.code }));
        onDone(made.code);
      }
    } catch (cause) {
      setConflict(cause instanceof Problem && cause.status === 409);
      setWrong(cause instanceof Problem && cause.status === 409 ? conflictText() : problemText(format, cause));
    } finally {
      setBusy(false);
    }
  };
  const conflictText = () => format.text(base ? 'places.conflict' : 'places.codeTaken', { code });
  const removed = async () => {
    if (!base) return;
    setBusy(true);
    try {
      await removePlace(api, base);
      tell(format.text('places.removed', { name: base.name }));
      onDone(null);
    } catch (cause) {
      setConflict(cause instanceof Problem && cause.status === 409);
      setWrong(cause instanceof Problem && cause.status === 409 ? conflictText() : problemText(format, cause));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    saver.current = () => void stored();
  });
  const zone = kind in ZONE_SHAPES;
  const kinds = PLACE_KINDS.filter(
    (one): one is ZoneRecord['kind'] =>
      one in ZONE_SHAPES &&
      ZONE_SHAPES[one as ZoneRecord['kind']].includes(shape.kind === 'line' ? 'LineString' : 'Polygon'),
  );
  const latest = base && places.find((one) => one.kind === base.kind && one.code === base.code);
  return (
    <form
      className={styles.form}
      data-testid="place-form"
      onSubmit={(event) => {
        event.preventDefault();
        void stored();
      }}
    >
      <p className={styles.note} role="status">
        {format.text(draft.drawing ? `places.hint.${draft.drawing}` : 'places.hint.change')}
      </p>
      {kind === 'cameraView' ? (
        <CameraFields edit={edit} places={places} onCamera={onCamera} onShape={onShape} onCode={setCode} />
      ) : (
        <div className={styles.pair}>
          <TextField
            label={format.text('places.name')}
            value={name}
            maxLength={100}
            data-testid="place-name"
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label={format.text('places.code')}
            value={code}
            maxLength={64}
            disabled={base !== null}
            data-testid="place-code"
            onChange={(event) => setCode(event.target.value)}
          />
        </div>
      )}
      {zone && kinds.length > 1 && (
        <SelectField
          label={format.text('places.kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as PlaceKind)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {format.text(`places.kind.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      {kind === 'shelter' && (
        <ShelterFields
          capacity={capacity}
          manager={manager}
          supplies={supplies}
          onCapacity={setCapacity}
          onManager={setManager}
          onSupplies={setSupplies}
        />
      )}
      {shape.kind !== 'point' && kind !== 'cameraView' && (
        <p className={styles.size} data-testid="place-size">
          {shape.kind === 'polygon'
            ? `${areaText(geodesicAreaM2(shape.points))} · ${lengthText(geodesicLengthM([...shape.points, ...shape.points.slice(0, 1)]))}`
            : lengthText(geodesicLengthM(shape.points))}
        </p>
      )}
      {kind !== 'cameraView' && <PlaceCorners draft={draft} />}
      {(fault || wrong) && (
        <p className={styles.wrong} role="alert">
          {fault ? faultText(format, fault) : wrong}
        </p>
      )}
      {conflict && latest && <Button onClick={() => onReload(latest)}>{format.text('places.takeTheirs')}</Button>}
      {base && base.devices > 0 && (
        <p className={styles.note}>{format.text('places.hasDevices', { count: base.devices })}</p>
      )}
      <div className={styles.acts}>
        <Button
          look="action"
          type="submit"
          disabled={busy || !draft.isWhole || fault !== null}
          data-testid="place-save"
        >
          {format.text('places.save')}
        </Button>
        <Button onClick={() => onDone(base?.code ?? null)}>{format.text('places.cancel')}</Button>
        <span className={styles.grow} />
        {base && (
          <Button
            look="quiet"
            disabled={busy || base.devices > 0}
            data-testid="place-remove"
            onClick={() => (sure ? void removed() : setSure(true))}
          >
            {format.text(sure ? 'places.removeSure' : 'places.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
