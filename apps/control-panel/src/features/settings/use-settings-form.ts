import type { SettingChanges, SettingsView } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../lib/strings';
import { toast } from '../../ui/toast';
import { useSaveSettings } from './api/use-save-settings';
import type { SettingsForm } from './components/settings-section';
import { changesOf, faultsOf, type Typed, withoutTyped } from './setting-drafts';
import { withChosenProfile } from './setting-groups';

interface SettingsFormState {
  /** Without those of other delivery profiles than the form chooses. */
  shown: SettingsView;
  form: SettingsForm;
  /** What saving would change. */
  changes: SettingChanges;
  changeCount: number;
  save: ReturnType<typeof useSaveSettings>;
  onSave: (then?: () => void) => void;
  onDiscard: () => void;
}

/** What is typed into settings, until it is saved. */
export function useSettingsForm(settings: SettingsView): SettingsFormState {
  const [typed, setTyped] = useState<Typed>({});
  const save = useSaveSettings();
  // What was typed for another profile waits until that one is chosen again.
  const shown = withChosenProfile(settings, typed);
  const changes = changesOf(typed, shown);
  const found = faultsOf(changes, shown);
  const refused = Object.fromEntries(
    (save.error?.errors ?? []).map(({ field, message }) => [field, message]),
  );
  const changeCount = Object.keys(changes).length;

  function set(next: Typed) {
    // What the service refused is about what stood there before.
    save.reset();
    setTyped(next);
  }

  function onSave(then?: () => void) {
    const [fault] = Object.keys(found);
    if (fault !== undefined) return document.querySelector<HTMLElement>(`[name="${fault}"]`)?.focus();
    const request = { version: settings.version, changes };
    return save.mutate(request, {
      onSuccess: () => {
        setTyped({});
        toast.done(strings.settings.saved(changeCount));
        then?.();
      },
    });
  }

  return {
    shown,
    form: {
      typed,
      changes,
      faults: { ...refused, ...found },
      onChange: (key, value) => set({ ...typed, [key]: value }),
      onRevert: (key) => set(withoutTyped(typed, key)),
    },
    changes,
    changeCount,
    save,
    onSave,
    onDiscard: () => set({}),
  };
}
