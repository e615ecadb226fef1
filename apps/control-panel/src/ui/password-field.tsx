import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { strings } from '../lib/strings';

/** A password with a button that shows it: one that the keyboard reaches and that says what it will do. */
export function PasswordField(props: Omit<PasswordInputProps, 'visible' | 'onVisibilityChange'>) {
  const [isVisible, { toggle }] = useDisclosure(false);
  return (
    <PasswordInput
      {...props}
      visible={isVisible}
      onVisibilityChange={toggle}
      visibilityToggleButtonProps={{
        'aria-label': isVisible ? strings.common.hidePassword : strings.common.showPassword,
        'aria-hidden': false,
        tabIndex: 0,
      }}
    />
  );
}
