"""The mails as they are made: MJML sources compiled at build time, never while a mail is sent."""
