import type { ImportReport } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useShownCoordinates } from '../../../kit/coordinates/coordinates.tsx';
import { placeText } from '../../../kit/coordinates/write-place.ts';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { findingText } from '../placing/finding-text.ts';
import { sizeText } from '../size-text.ts';
import styles from './imports.module.css';

/** What came of an import in full: counts, where it stands and why, warnings. */
export function JobReport({ report }: { report: ImportReport }) {
  const { site } = useCenter();
  const format = useFormat();
  const { system } = useShownCoordinates();
  const { counts, georeference, placement, warnings, warningCount } = report;
  const { longitude, latitude, height, headingDeg } = placement;
  const count = (key: keyof typeof counts) => format.number(counts[key]);
  return (
    <details className={styles.report} data-testid="import-report">
      <summary>{format.text('imports.report')}</summary>
      <div className={styles.reportBody}>
        <Facts
          facts={[
            { label: format.text('imports.report.version'), value: report.version },
            { label: format.text('imports.report.schema'), value: report.schema },
            { label: format.text('imports.report.application'), value: report.application },
            {
              label: format.text('imports.report.products'),
              value: format.text('imports.report.productsValue', {
                all: count('products'),
                shaped: count('withGeometry'),
              }),
            },
            { label: format.text('imports.report.triangles'), value: count('triangles') },
            { label: format.text('imports.report.storeys'), value: count('storeys') },
            { label: format.text('imports.report.spaces'), value: count('spaces') },
            { label: format.text('imports.report.doors'), value: count('doors') },
            { label: format.text('imports.report.stairs'), value: count('stairs') },
            { label: format.text('imports.report.systems'), value: count('systems') },
            { label: format.text('imports.report.devices'), value: count('devices') },
            { label: format.text('imports.report.indexed'), value: count('indexed') },
            { label: format.text('imports.report.bytes'), value: sizeText(format, report.bytes) },
            { label: format.text('imports.report.seconds'), value: format.seconds(report.seconds * 1000) },
          ]}
        />
        <div>
          <Facts
            facts={[
              {
                label: format.text('imports.report.georeference'),
                // An override is the server's own fallback: the file was not believed.
                value: format.text(
                  georeference.source === 'override' ? 'placing.notBelieved' : `place.source.${georeference.source}`,
                ),
              },
              {
                label: format.text('imports.report.place'),
                value: `${placeText(system, site, [longitude, latitude])} · ${format.number(height, 1)} m · ${format.number(headingDeg, 1)}°`,
              },
            ]}
          />
          <ul className={styles.findings} data-testid="import-findings">
            {georeference.findings.map((finding) => (
              <li key={`${finding.code} ${finding.text}`} data-verdict={finding.verdict}>
                <b>{format.text(`verdict.${finding.verdict}`)}</b>
                <span>{findingText(format, finding)}</span>
              </li>
            ))}
          </ul>
          {warningCount > 0 && (
            <>
              <h4>{format.text('imports.report.warnings', { count: format.number(warningCount) })}</h4>
              <ul className={styles.warnings} lang="en">
                {warnings.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              {warningCount > warnings.length && (
                <p className={styles.hint}>
                  {format.text('imports.report.more', { count: format.number(warningCount - warnings.length) })}
                </p>
              )}
            </>
          )}
        </div>
      </div>
    </details>
  );
}
