import type { RefObject } from 'react';
import { Button } from '../kit/button.tsx';
import { useCenter } from '../kit/center-context.ts';
import { savePicture } from '../kit/chart/save-picture.ts';
import { useFormat } from '../kit/format-context.tsx';
import { saveFile } from '../kit/save-file.ts';
import { useToast } from '../kit/toast.tsx';
import { historyCsv, type NamedHistory } from './history-csv.ts';

export interface ChartFilesProps {
  /** What holds the drawing. */
  readonly drawing: RefObject<HTMLElement | null>;
  readonly histories: readonly NamedHistory[];
  /** Name of the files, without their ends. */
  readonly fileName: string;
  readonly title: string;
}

/** Saves a chart: its numbers as CSV, its picture as PNG. */
export function ChartFiles({ drawing, histories, fileName, title }: ChartFilesProps) {
  const { site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const save = async () => {
    const svg = drawing.current?.querySelector<SVGSVGElement>('svg[role="img"]');
    if (!svg) return;
    try {
      await savePicture(svg, `${fileName}.png`, title);
    } catch (cause) {
      console.error('a chart could not be drawn as a picture:', cause);
      tell(format.text('chart.pictureFailed'), 'problem');
    }
  };
  return (
    <>
      <Button
        look="quiet"
        data-testid="chart-csv"
        onClick={() => saveFile(`${fileName}.csv`, 'text/csv', historyCsv(histories, format, site.timeZone))}
      >
        {format.text('chart.csv')}
      </Button>
      <Button look="quiet" data-testid="chart-png" onClick={() => void save()}>
        {format.text('chart.png')}
      </Button>
    </>
  );
}
