import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { PlaceShape } from '../../../state/place/place-shape.ts';
import { lineOfView, type Place, viewOfLine } from './place.ts';
import type { PlaceEdit } from './place-edit.ts';
import styles from './places.module.css';

type Camera = NonNullable<Place['camera']>;

/** What a camera is taken to see until somebody says better. */
const FIRST = { headingDeg: 0, rangeM: 40, tiltDeg: -15, angleDeg: 70 };
const isCamera = (kind: string) => /camera|analytics/.test(kind);

/** A camera's view in numbers: its heading and range also follow the handle in the picture. */
export function CameraFields({
  edit: { base, draft, camera },
  places,
  onCamera,
  onShape,
  onCode,
}: {
  edit: PlaceEdit;
  places: readonly Place[];
  onCamera(camera: Camera): void;
  onShape(shape: PlaceShape, camera: Camera): void;
  onCode(code: string): void;
}) {
  const { store } = useCenter();
  const format = useFormat();
  const known = new Set(places.filter(({ kind }) => kind === 'cameraView').map(({ code }) => code));
  const cameras = store.state.devices.flatMap((device) =>
    device && (device.facility === 'video' || isCamera(device.deviceKind)) && !known.has(device.code) ? [device] : [],
  );
  const { headingDeg, rangeM } = camera ? viewOfLine(camera.at, draft.shape) : FIRST;
  const number = (label: string, value: number, least: number, most: number, change: (value: number) => void) => (
    <TextField
      label={label}
      type="number"
      min={least}
      max={most}
      step="any"
      value={String(value)}
      disabled={!camera}
      onChange={({ target }) => {
        const typed = target.valueAsNumber;
        if (typed >= least && typed <= most) change(typed);
      }}
    />
  );
  return (
    <>
      {base ? (
        <p className={styles.size}>
          {base.name} · {base.code}
        </p>
      ) : (
        <SelectField
          label={format.text('places.camera')}
          defaultValue=""
          data-testid="place-camera"
          onChange={({ target }) => {
            const device = store.device(target.value);
            if (!device) return;
            const at = [device.location.longitude, device.location.latitude] as const;
            onCode(device.code);
            onShape(lineOfView(at, FIRST.headingDeg, FIRST.rangeM), {
              at,
              tiltDeg: FIRST.tiltDeg,
              angleDeg: FIRST.angleDeg,
            });
          }}
        >
          <option value="" disabled>
            {format.text('places.chooseCamera')}
          </option>
          {cameras.map(({ code, name }) => (
            <option key={code} value={code}>
              {name} · {code}
            </option>
          ))}
        </SelectField>
      )}
      <div className={styles.pair}>
        {number(format.text('places.heading'), headingDeg, 0, 359.9, (value) => {
          if (camera) onShape(lineOfView(camera.at, value, rangeM), camera);
        })}
        {number(format.text('places.range'), rangeM, 1, 2000, (value) => {
          if (camera) onShape(lineOfView(camera.at, headingDeg, value), camera);
        })}
        {number(format.text('places.angle'), camera?.angleDeg ?? FIRST.angleDeg, 1, 360, (angleDeg) => {
          if (camera) onCamera({ ...camera, angleDeg });
        })}
        {number(format.text('places.tilt'), camera?.tiltDeg ?? FIRST.tiltDeg, -90, 90, (tiltDeg) => {
          if (camera) onCamera({ ...camera, tiltDeg });
        })}
      </div>
    </>
  );
}
