import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSettings, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { logOut } from "../api/session";
import { LANGUAGES, type Language } from "../i18n";
import { Initials } from "./Initials";
import { useAction } from "./notify";
import { useSession } from "./session";
import { useChangeLanguage } from "./use-change-language";

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const { user } = useSession();
  const navigate = useNavigate();
  const changeLanguage = useChangeLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // A full load, so that nothing of this person's stays in memory.
  const leave = useAction({
    mutationFn: logOut,
    onSuccess: () => {
      window.location.assign("/login");
    },
  });

  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <UnstyledButton>
          <Initials name={user.name} size={32} />
          <span className="heard">{t("nav.account", { name: user.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name} · {t(`role.${user.role}`)}
        </Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => void navigate({ to: "/settings" })}>
          {t("nav.settings")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          {t("shortcuts.title")}
        </Menu.Item>
        {colorScheme === "dark" ? (
          <Menu.Item
            leftSection={<IconSun size={16} />}
            onClick={() => {
              setColorScheme("light");
            }}
          >
            {t("settings.themeLight")}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconMoon size={16} />}
            onClick={() => {
              setColorScheme("dark");
            }}
          >
            {t("settings.themeDark")}
          </Menu.Item>
        )}
        <Menu.Divider />
        {(Object.keys(LANGUAGES) as Language[])
          .filter((language) => language !== i18n.language)
          .map((language) => (
            <Menu.Item
              key={language}
              lang={language}
              leftSection={<IconLanguage size={16} />}
              onClick={() => {
                changeLanguage(language);
              }}
            >
              {LANGUAGES[language]}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => {
            leave.mutate();
          }}
        >
          {t("nav.logOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
