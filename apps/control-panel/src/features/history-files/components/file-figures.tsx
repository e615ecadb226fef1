import { strings } from '../../../lib/strings';
import { Figure } from '../../../ui/figure';
import { FigureList } from '../../../ui/figure-list';
import type { HistoryFile } from '../api/history-file';

const words = strings.historyFiles.file.figures;

/** How many completions were asked for, and what came of them. */
export function FileFigures({ file: { dryRun, selected, written, leftOut } }: { file: HistoryFile }) {
  return (
    <FigureList label={words.label}>
      <Figure name={words.selected} count={selected} meaning={words.selectedMeaning} />
      <Figure
        name={dryRun ? words.wouldBeWritten : words.written}
        count={written}
        meaning={dryRun ? words.wouldBeWrittenMeaning : words.writtenMeaning}
        tone="ok"
      />
      <Figure name={words.leftOut} count={leftOut} meaning={words.leftOutMeaning} tone="attention" />
    </FigureList>
  );
}
