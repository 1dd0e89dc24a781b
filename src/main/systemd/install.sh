#!/bin/sh
# Installs Parley as a service of systemd, or replaces it with another version; the settings and the data stay.
#
#   ./mvnw package && sudo src/main/systemd/install.sh                       # the jar, with the Java of /usr/bin
#   sudo src/main/systemd/install.sh target/parley-1.0.0-runner              # a native executable
#
# Creates the user parley, /usr/lib/parley, /etc/parley/parley.env with a random setup token, and the unit; enables the unit but
# does not start it. With DESTDIR set, everything goes below that folder, and neither user nor unit is activated.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
package=${1:-$here/../../../target/quarkus-app}
root=${DESTDIR:-}
library=$root/usr/lib/parley
settings=$root/etc/parley
units=$root/etc/systemd/system

if [ -z "$root" ] && [ "$(id -u)" != 0 ]; then
  echo 'Run this as root, or set DESTDIR.' >&2
  exit 1
fi
if [ ! -f "$package/quarkus-run.jar" ] && [ ! -x "$package" ]; then
  echo "$package is neither the folder quarkus-app nor an executable. Build it with: ./mvnw package" >&2
  exit 1
fi

if [ -z "$root" ] && ! getent passwd parley >/dev/null; then
  useradd --system --user-group --home-dir /var/lib/parley --no-create-home --shell /usr/sbin/nologin parley
fi

# The new version is complete before it takes the place of the old one, which a running process may still read.
mkdir -p "$library.new" "$settings" "$units/parley.service.d"
if [ -d "$package" ]; then
  cp -R "$package/." "$library.new/"
  rm -f "$units/parley.service.d/executable.conf"
else
  cp "$package" "$library.new/parley"
  printf '[Service]\nExecStart=\nExecStart=/usr/lib/parley/parley\n' >"$units/parley.service.d/executable.conf"
fi
chmod -R u=rwX,go=rX "$library.new"
rm -rf "$library.old"
[ ! -e "$library" ] || mv "$library" "$library.old"
mv "$library.new" "$library"
rm -rf "$library.old"

# The file contains passwords: only root may read it. systemd reads it before it becomes the user parley.
if [ ! -e "$settings/parley.env" ]; then
  token=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
  (umask 077 && sed "s/@SETUP_TOKEN@/$token/" "$here/parley.env" >"$settings/parley.env")
fi
cp "$here/parley.service" "$units/parley.service"
chmod 644 "$units/parley.service"

if [ -z "$root" ]; then
  systemctl daemon-reload
  systemctl enable parley
fi
echo "Parley is installed. Edit $settings/parley.env, then run: systemctl restart parley"
