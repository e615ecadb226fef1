import { Global, Module } from '@nestjs/common';
import { SettingsAdminService } from './admin/settings-admin.service';
import { SettingsService } from './settings.service';
import { SettingsRefresh } from './store/settings-refresh.service';
import { SettingsRepository } from './store/settings.repository';

@Global()
@Module({
  providers: [SettingsService, SettingsRepository, SettingsRefresh, SettingsAdminService],
  exports: [SettingsService, SettingsAdminService],
})
export class SettingsModule {}
