import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { CameraViewEntry } from '../../../state/records/place.ts';
import { useDesk } from '../desk.ts';
import styles from './coverage.module.css';
import { groundsOf } from './grounds.ts';
import { type TriedWork, useTriedBoard } from './use-tried-board.ts';
import { alongLine, NEW_CAMERA, type TriedCamera, type WhatIf, withCamera, withoutChange } from './what-if.ts';

export interface WhatIfCamerasProps {
  readonly whatIf: WhatIf;
  readonly isAsking: boolean;
  onChange(whatIf: WhatIf): void;
}

/** What if a camera were gone, stood elsewhere, or there were one more: chosen by name, moved in the scene and by numbers (7.2.4-1). */
export function WhatIfCameras({ whatIf, isAsking, onChange }: WhatIfCamerasProps) {
  const { api, site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const desk = useDesk();
  const [work, setWork] = useState<'new' | { readonly device: string; readonly revision: number } | null>(null);
  const views = useLoaded('camera views', (signal) => api.places.cameraViews(signal));
  const tried =
    work !== null && work !== 'new' ? whatIf.cameras.find(({ device }) => device === work.device) : undefined;
  const hand: TriedWork = work === 'new' ? 'new' : work && tried ? { camera: tried, revision: work.revision } : null;
  const put = (camera: TriedCamera) => onChange(withCamera(whatIf, camera));
  const newCamera = () => {
    const n = 1 + Math.max(0, ...whatIf.cameras.map(({ device }) => Number(/^what-if-(\d+)$/.exec(device)?.[1] ?? 0)));
    return { ...NEW_CAMERA, device: `what-if-${n}`, name: format.text('coverage.new', { n }) };
  };
  useTriedBoard(whatIf.cameras, hand, {
    onLine: (line) => {
      if (tried) put(alongLine(tried, line));
      else if (work === 'new') {
        const camera = alongLine<TriedCamera>({ ...newCamera(), place: [0, 0], headingDeg: 0, rangeM: 1 }, line);
        put(camera);
        setWork({ device: camera.device, revision: 0 });
      }
    },
    onCancel: () => setWork(null),
  });
  if (views.state !== 'ready') return null;
  const move = async (view: CameraViewEntry) => {
    try {
      const { name, location, version: _, ...seen } = view;
      const place = [location.longitude, location.latitude] as const;
      const [ground] = await groundsOf(api.places, [place], site.frame.height);
      put({ ...seen, name, place, aboveM: Math.round((location.height - ground!) * 10) / 10 });
      setWork({ device: view.device, revision: 0 });
      // Its ends are dragged in the scene, where the panel must not lie over them.
      desk.flight.set({ to: { kind: 'device', code: view.device } });
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
  };
  const nameOf = new Map(views.value.map(({ device, name }) => [device, name]));
  const taken = new Set([...whatIf.removed, ...whatIf.cameras.map(({ device }) => device)]);
  const free = views.value.filter(({ device }) => !taken.has(device));
  const options = free.map(({ device, name }) => (
    <option key={device} value={device}>
      {name}
    </option>
  ));
  return (
    <div className={styles.without}>
      <label>
        <span>{format.text('coverage.without')}</span>
        <select
          value=""
          data-testid="coverage-without"
          onChange={({ target }) => target.value && onChange({ ...whatIf, removed: [...whatIf.removed, target.value] })}
        >
          <option value="">{format.text('coverage.choose')}</option>
          {options}
        </select>
      </label>
      <label>
        <span>{format.text('coverage.move')}</span>
        <select
          value=""
          data-testid="coverage-move"
          onChange={({ target }) => {
            const view = free.find(({ device }) => device === target.value);
            if (view) void move(view);
          }}
        >
          <option value="">{format.text('coverage.choose')}</option>
          {options}
        </select>
      </label>
      <Button
        aria-pressed={work === 'new'}
        data-testid="coverage-add"
        onClick={() => setWork(work === 'new' ? null : 'new')}
      >
        {format.text('coverage.add')}
      </Button>
      {isAsking && <small role="status">{format.text('coverage.asking')}</small>}
      {work === 'new' && <p className={styles.hint}>{format.text('coverage.drawNew')}</p>}
      <ul className={styles.tried}>
        {whatIf.removed.map((code) => (
          <li key={code}>
            <s>{nameOf.get(code) ?? code}</s>
            <BackButton name={nameOf.get(code) ?? code} onClick={() => onChange(withoutChange(whatIf, code))} />
          </li>
        ))}
        {whatIf.cameras.map(({ device, name }) => (
          <li key={device} data-tried={device}>
            <Button
              look="quiet"
              aria-pressed={tried?.device === device}
              onClick={() => setWork(tried?.device === device ? null : { device, revision: 0 })}
            >
              {name}
            </Button>
            <BackButton name={name} onClick={() => onChange(withoutChange(whatIf, device))} />
          </li>
        ))}
      </ul>
      {tried && work !== null && work !== 'new' && (
        <TriedFields
          camera={tried}
          onChange={(camera) => {
            put(camera);
            setWork({ device: work.device, revision: work.revision + 1 });
          }}
        />
      )}
    </div>
  );
}

function BackButton({ name, onClick }: { name: string; onClick(): void }) {
  const format = useFormat();
  return (
    <Button look="quiet" aria-label={format.text('coverage.back', { camera: name })} onClick={onClick}>
      ✕
    </Button>
  );
}

const FIELDS = [
  { of: 'aboveM', text: 'coverage.above', least: 0.5, most: 200, step: 0.5 },
  { of: 'headingDeg', text: 'coverage.heading', least: 0, most: 359.9, step: 1 },
  { of: 'tiltDeg', text: 'coverage.tilt', least: -90, most: 90, step: 1 },
  { of: 'angleDeg', text: 'coverage.angle', least: 5, most: 360, step: 1 },
  { of: 'rangeM', text: 'coverage.range', least: 1, most: 2000, step: 1 },
] as const;

/** A camera that is tried, in numbers; what is out of bounds is not taken. */
function TriedFields({ camera, onChange }: { camera: TriedCamera; onChange(camera: TriedCamera): void }) {
  const format = useFormat();
  return (
    <div className={styles.fields} data-testid="coverage-fields">
      <p className={styles.hint}>{format.text('coverage.hand')}</p>
      {FIELDS.map(({ of, text, least, most, step }) => (
        <TextField
          key={of}
          label={format.text(text)}
          type="number"
          min={least}
          max={most}
          step={step}
          value={String(camera[of])}
          data-field={of}
          onChange={({ target: { valueAsNumber: typed } }) => {
            if (typed >= least && typed <= most) onChange({ ...camera, [of]: typed });
          }}
        />
      ))}
    </div>
  );
}
