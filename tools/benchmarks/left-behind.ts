/** What a run must not leave behind when it is interrupted: processes, servers, temporary folders. */
type Undo = () => unknown;

const undone: Undo[] = [];
let isEnding = false;

/** Remembers how to undo something; answers how to forget it, when it has been undone in due course. */
export function rememberToUndo(undo: Undo): () => void {
  undone.push(undo);
  return () => {
    const at = undone.indexOf(undo);
    if (at >= 0) undone.splice(at, 1);
  };
}

/** Whether somebody has interrupted the run: what fails from then on fails because of that. */
export function isInterrupted(): boolean {
  return isEnding;
}

/** From now on an interruption undoes what is remembered, the latest first, and ends the process. */
export function undoWhenInterrupted(): void {
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => void undoAll(exitCode));
  }
}

async function undoAll(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  process.stderr.write('Interrupted: ending what was started…\n');
  for (const undo of undone.splice(0).reverse()) {
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
  process.exit(exitCode);
}
