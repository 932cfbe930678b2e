import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { saveFile } from '../../../kit/save-file.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AreaHeights, AreaRing } from '../../../state/area/area-controls.ts';
import styles from './area.module.css';
import { areaCsv } from './area-csv.ts';
import { AreaSize } from './area-drawing.tsx';
import { areaGeoJson } from './area-geojson.ts';
import { AreaGroup } from './area-group.tsx';
import { type WithinGroup, withinGroups } from './within-groups.ts';

/** As many things of each list as the server gives at once. */
const MOST_LISTED = 1000;

export interface AreaResultProps {
  readonly ring: AreaRing;
  /** Heights above the ellipsoid it is limited to. */
  readonly heights: AreaHeights | null;
  /** The isolated storey it can be limited to, with its heights in the building. */
  readonly storey: { readonly name: string; readonly span: AreaHeights } | null;
  readonly limited: boolean;
  onLimit(limited: boolean): void;
  onClose(): void;
}

/** What lies inside a drawn area: lists with whole counts; each row opens what it names. */
export function AreaResult({ ring, heights, storey, limited, onLimit, onClose }: AreaResultProps) {
  const { api, layers, site, store } = useCenter();
  const format = useFormat();
  const query = { ring, ...heights, limit: MOST_LISTED };
  const found = useLoaded(JSON.stringify(query), (signal) =>
    Promise.all([api.models.within(query, signal), api.layers.within(ring, MOST_LISTED, signal)]),
  );
  const words = {
    site,
    format,
    device: (code: string) => store.device(code),
    kindLabel: (kind: string) => {
      const declared = store.catalogue.kind(kind);
      return declared ? format.label(declared.kind.label) : kind;
    },
    layerName: (code: string) => {
      const layer = layers.layer(code);
      return layer ? format.label(layer.record.name) : code;
    },
  };
  const groups = found.state === 'ready' ? withinGroups(...found.value, words) : [];
  return (
    <section className={styles.panel} aria-label={format.text('area.title')} data-testid="area-result">
      <header>
        <h3>{format.text('area.title')}</h3>
        <Button look="quiet" aria-label={format.text('area.close')} data-testid="area-close" onClick={onClose}>
          ✕
        </Button>
      </header>
      <AreaSize ring={ring} />
      {storey && (
        <label className={styles.limit}>
          <input type="checkbox" checked={limited} onChange={(event) => onLimit(event.target.checked)} />
          {format.text('area.onlyStorey', {
            storey: storey.name,
            from: format.number(storey.span.from, 1),
            to: format.number(storey.span.to, 1),
          })}
        </label>
      )}
      <div className={styles.found}>
        {found.state === 'loading' && <LoadingNotice text={format.text('area.asking')} />}
        {found.state === 'failed' && <ProblemNotice cause={found.cause} onRetry={found.retry} />}
        {found.state === 'ready' && groups.length === 0 && <EmptyNotice title={format.text('area.nothing')} />}
        {groups.map((group) => (
          <AreaGroup key={group.group} group={group} />
        ))}
      </div>
      {groups.length > 0 && <Exports groups={groups} ring={ring} heights={heights} />}
    </section>
  );
}

function Exports({
  groups,
  ring,
  heights,
}: { groups: readonly WithinGroup[] } & Pick<AreaResultProps, 'ring' | 'heights'>) {
  const { site, store } = useCenter();
  const format = useFormat();
  const location = (code: string) => store.device(code)?.location;
  const name = `${site.site}-area-${format.date(Date.now())}`;
  return (
    <div className={styles.exports}>
      <Button data-testid="area-csv" onClick={() => saveFile(`${name}.csv`, 'text/csv', areaCsv(groups, format))}>
        {format.text('area.exportCsv')}
      </Button>
      <Button
        data-testid="area-geojson"
        onClick={() =>
          saveFile(
            `${name}.geojson`,
            'application/geo+json',
            areaGeoJson(groups, { ring, heights }, { site, location }),
          )
        }
      >
        {format.text('area.exportGeoJson')}
      </Button>
    </div>
  );
}
