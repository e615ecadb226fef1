import { ImportState } from '@oracle-integration/contracts';
import { hintFor, type ImportAction, isWorking, stateAfter } from './import-state';

const ACTIONS: ImportAction[] = ['map', 'check', 'apply', 'pause', 'resume', 'cancel', 'remove'];
const possible = (state: ImportState) => ACTIONS.filter((action) => stateAfter(action, state) !== undefined);

describe('the life of an import', () => {
  it.each([
    ['uploading', []],
    ['uploaded', ['map', 'check', 'remove']],
    ['checking', ['cancel']],
    ['checked', ['map', 'check', 'apply', 'remove']],
    ['applying', ['pause', 'cancel']],
    ['paused', ['resume', 'cancel', 'remove']],
    ['applied', ['map', 'check', 'remove']],
    ['cancelled', ['map', 'check', 'remove']],
    ['failed', ['remove']],
    ['removing', []],
  ] as const)('lets an import that is %s be only %j', (state, actions) => {
    expect(possible(state)).toEqual(actions);
    expect(hintFor(state)).toMatch(/\.$/);
  });

  it('applies nothing that was not checked by the mapping it has', () => {
    const before = Object.values(ImportState).filter((state) => stateAfter('apply', state));

    expect(before).toEqual(['checked']);
    expect(stateAfter('map', 'checked')).toBe('uploaded');
  });

  it('takes a cancelled check for one that was not asked for, and a cancelled applying for the end', () => {
    expect(stateAfter('cancel', 'checking')).toBe('uploaded');
    expect(stateAfter('cancel', 'applying')).toBe('cancelled');
  });

  it('rests in every state that no one works in', () => {
    expect(Object.values(ImportState).filter(isWorking)).toEqual(['uploading', 'checking', 'applying']);
  });
});
