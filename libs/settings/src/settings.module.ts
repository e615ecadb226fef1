import { Global, Module } from '@nestjs/common';
import { SettingsAdminService } from './admin/settings-admin.service';
import { SettingsService } from './settings.service';
import { SettingsRefresh } from './store/settings-refresh.service';
import { SecretRotationService } from './store/secret-rotation.service';
import { SettingsRepository } from './store/settings.repository';

@Global()
@Module({
  providers: [
    SettingsService,
    SettingsRepository,
    SettingsRefresh,
    SettingsAdminService,
    SecretRotationService,
  ],
  exports: [SettingsService, SettingsAdminService, SecretRotationService],
})
export class SettingsModule {}
