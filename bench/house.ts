import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { quantile } from './quantile.ts';

/** The house in figures: files of TypeScript that are no tests, and how long they are. */
export async function run(): Promise<object> {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !/\.test\.tsx?$|\.spec\.ts$|fixtures\//.test(file));
  const lengths = files.map((file) => readFileSync(file, 'utf8').split('\n').length - 1);
  return {
    files: files.length,
    lines: lengths.reduce((sum, length) => sum + length, 0),
    medianLines: quantile(lengths, 0.5),
    p90Lines: quantile(lengths, 0.9),
    longest: files
      .map((file, i) => `${file} ${lengths[i]}`)
      .sort((a, b) => Number(b.split(' ')[1]) - Number(a.split(' ')[1]))
      .slice(0, 5),
  };
}
