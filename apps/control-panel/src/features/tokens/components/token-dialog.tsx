import { Modal } from '@mantine/core';
import type { GeneratedApiTokenView } from '@oracle-integration/contracts';
import { useState } from 'react';
import { strings } from '../../../lib/strings';
import type { ApiToken } from '../api/token-queries';
import { useGenerateToken } from '../api/use-generate-token';
import { GeneratedToken } from './generated-token';
import { TokenFields } from './token-fields';

const words = strings.tokens;

interface TokenDialogProps {
  /** The token that the new one takes the place of; `null` for an additional one. */
  replaced: ApiToken | null;
  onClose: () => void;
}

/** Asks what the token is for, and shows it once. */
export function TokenDialog({ replaced, onClose }: TokenDialogProps) {
  const generate = useGenerateToken();
  const [generated, setGenerated] = useState<GeneratedApiTokenView | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={replaced ? words.replaceTitle(replaced.label) : words.generateTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': strings.common.close }}
      // Once it is closed, nobody can see the token again.
      closeOnClickOutside={false}
      closeOnEscape={generated === null && !generate.isPending}
    >
      {generated ? (
        <GeneratedToken generated={generated} onClose={onClose} />
      ) : (
        <TokenFields
          replaced={replaced}
          isPending={generate.isPending}
          error={generate.error}
          onSubmit={(request) => generate.mutate(request, { onSuccess: setGenerated })}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}
