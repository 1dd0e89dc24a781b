#!/usr/bin/env bash
# Starts Parley once like the image does and chats for a while, so that Java records the loaded classes and the profiles of
# methods in parley.aot. With this cache a start takes half of the CPU time, and the first requests find the compiler
# prepared. Dockerfile.jvm runs it while the image is built.
#
#   train-aot-cache.sh FOLDER [PORT]    FOLDER has the contents of target/quarkus-app; parley.args and parley.aot are written there
#
# Do not run it as root: PostgreSQL does not start as root.
set -euo pipefail
export LC_ALL=C
folder=$1
port=${2:-8080}

# One flat class path instead of quarkus-run.jar, whose class loader prevents Java from caching classes. Classes that Quarkus
# has transformed come before the libraries. Sorted by name: the cache is valid for this path in this order only.
class_path=$(printf '%s:' "$folder"/quarkus/transformed-bytecode.jar "$folder"/quarkus/generated-bytecode.jar \
  "$folder"/app/*.jar "$folder"/lib/main/*.jar "$folder"/lib/boot/*.jar)
cat >"$folder/parley.args" <<ARGUMENTS
-XX:+UseG1GC
-XX:MaxRAMPercentage=50
-XX:+ExitOnOutOfMemoryError
--add-opens=java.base/java.lang=ALL-UNNAMED
--enable-native-access=ALL-UNNAMED
-Djava.util.logging.manager=org.jboss.logmanager.LogManager
-cp
${class_path%:}
ARGUMENTS

# With the embedded PostgreSQL, because no other is configured. Nobody else can sign up: the token is new each time.
data=$(mktemp -d)
token=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
PARLEY_DATA_DIR=$data QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port \
  PARLEY_RATE_LIMIT_MULTIPLIER=0 PARLEY_AUTH_SIGN_UP_SETUP_TOKEN=$token \
  java -XX:AOTCacheOutput="$folder/parley.aot" @"$folder/parley.args" chat.parley.ops.Main &
parley=$!

# HTTP in plain bash: the image has no tool for it. Prints the response to a request with a method, a path and perhaps a body.
session=
type=application/json
request() {
  local body=${3-}
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nOrigin: http://127.0.0.1:%s\r\nCookie: parley=%s\r\n' "$1" "$2" "$port" "$port" "$session" >&3
  printf 'Accept: */*\r\nAccept-Encoding: gzip\r\nContent-Type: %s\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s' "$type" "${#body}" "$body" >&3
  tr -d '\0' <&3
}
# Ends the training if the response is not a success or a redirect.
succeed() {
  local response
  response=$(request "$@") || true
  if [[ ! $response =~ ^HTTP/1.1\ [23] ]]; then
    echo "$1 $2 was answered with ${response:0:200}" >&2
    kill "$parley"
    exit 1
  fi
  printf '%s' "$response"
}

for _ in $(seq 120); do
  sleep 1
  kill -0 "$parley"
  [[ $(request GET /q/health/ready 2>/dev/null) == 'HTTP/1.1 200'* ]] && break
done
for page in /q/health/ready /q/health/live /q/metrics / /login; do
  succeed GET "$page" >/dev/null
done

succeed POST /api/accounts "{\"username\":\"trainer\",\"password\":\"$token\",\"setupToken\":\"$token\"}" >/dev/null
type=application/x-www-form-urlencoded
response=$(succeed POST /login "username=trainer&password=$token")
type=application/json
[[ $response =~ parley=([^\;]+)\; ]]
session=${BASH_REMATCH[1]}
response=$(succeed POST /api/rooms '{"name":"Training","kind":"public"}')
[[ $response =~ /api/rooms/([0-9]+) ]]
room=${BASH_REMATCH[1]}

# Two sockets that receive what is posted, until Parley closes them because they answer no ping.
for socket in 4 5; do
  eval "exec $socket<>/dev/tcp/127.0.0.1/$port"
  printf 'GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nOrigin: http://127.0.0.1:%s\r\nCookie: parley=%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n' "$port" "$port" "$session" >&"$socket"
done
for ((number = 1; number <= ${ROUNDS:-300}; number++)); do
  succeed POST "/api/rooms/$room/messages" \
    "{\"clientId\":\"training-$number\",\"body\":\"Message *$number* for @trainer, see https://example.org/$number :tada:\"}" >/dev/null
  succeed GET "/api/rooms/$room/messages" >/dev/null
  succeed GET '/api/rooms?mine=true' >/dev/null
  ((number % 3)) || succeed GET "/rooms/$room" >/dev/null
  ((number % 3)) || succeed GET '/api/search?q=message' >/dev/null
done
exec 4>&- 5>&-

# It ends as Kubernetes ends it; Java writes the cache then. 143 is the answer to SIGTERM.
kill -TERM "$parley"
wait "$parley" || [[ $? == 143 ]]
rm -rf "$data"
test -s "$folder/parley.aot"
