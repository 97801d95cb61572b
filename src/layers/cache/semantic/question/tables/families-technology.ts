/**
 * Families of software, devices and telecommunications (the format is that of `families-money.ts`). Our own lists.
 * @module
 */
export const technologyFamilies = `
code! language: python, java, javascript=js, typescript, c++=cpp, c#=csharp, golang, rust, ruby, php, swift, kotlin, scala, perl, haskell, matlab, bash, powershell, sql, html, css, julia, fortran, lua, dart, elixir, cobol, clojure, vba
code! system: windows, linux, ubuntu, macos=mac=osx, ios, android, debian, fedora, centos, chromeos, freebsd
code framework: react, angular, vue, svelte, django, flask, rails, laravel, spring, express, nextjs, fastapi, tensorflow, pytorch, pandas, numpy, jquery, bootstrap, node, unity, flutter
code! database: mysql, postgresql=postgres, sqlite, mongodb, redis, oracle, cassandra, elasticsearch, dynamodb, mariadb, neo4j
code! cloud: aws=amazon web services, azure, gcp=google cloud, heroku, digitalocean, cloudflare
code tool: docker, kubernetes, terraform, ansible, jenkins, git, svn, npm, yarn, pip, maven, gradle, webpack, vim, emacs, vscode, excel, word document, powerpoint, photoshop, nginx, apache, postman, jira, slack, kafka, rabbitmq, grafana, prometheus, celery
code! format: json, xml, yaml, csv, toml, pdf, png, jpeg=jpg, gif, mp3, mp4, docx, xlsx, markdown, zip file, tar, parquet, svg
code! browser: chrome, firefox, safari, edge browser, opera
code structure: list, array, dictionary=dict=map=hashmap, set collection, tuple, string, integer=int, float, boolean=bool, object, class, function, method, variable, constant, pointer, struct, enum, interface, module, package, loop, queue, stack, tree, graph, heap, linked list, dataframe, vector, matrix, file, folder=directory, thread, process, column, row, index, table, view, trigger, cursor, iterator, generator, decorator, promise, callback
code verb: get request, post request, put request, delete request, select, insert, update, join, commit, push, pull, merge, rebase, clone, fork, branch, stash, checkout, cherry-pick, revert, squash, tag
code joins: inner join, left join, right join, outer join, cross join, full join
code algorithm: quicksort, mergesort=merge sort, bubble sort, heap sort=heapsort, binary search, linear search, breadth-first=bfs, depth-first=dfs, dijkstra, insertion sort
code protocol: http, https, ftp, ssh, tcp, udp, smtp, imap, dns, grpc, websocket, graphql, rest, soap, tls, ipv4, ipv6, bluetooth, wifi=wi-fi, nfc
code crypto: md5, sha1, sha256, aes, rsa, bcrypt, base64, des
code unit: kilobyte, megabyte, gigabyte, terabyte
action edit: create=make new=add, delete=remove=erase, rename, copy=duplicate, move, sort, filter, reverse, split, merge=combine, search, replace, print, convert, parse, validate, iterate=loop through, install, uninstall, update=upgrade, download, upload, export, import, restart=reboot, reset, compile, debug, deploy, suppress=silence=ignore, encrypt, compress, backup, restore=recover, share, sync, archive, undo, shuffle, flatten, round, truncate, format
action account: activate=enable=turn on, deactivate=disable=turn off=suspend, cancel=terminate, change=update=modify, reset, close=delete, open=create, verify, unlock, lock=freeze=block, renew, transfer, merge, upgrade, downgrade, pause, reactivate
product credential: password=passcode, username=user name, email address=email, phone number, pin, address, name, security question, two-factor=2fa, fingerprint, profile picture, api key, date of birth, avatar, signature
product telecom: voicemail, roaming, hotspot=tethering, sim=sim card, esim, data plan=mobile data, landline, broadband=fiber=fibre, text message=sms, mms, call forwarding, caller id, call waiting, do not disturb, contacts, ringtone, data, minutes
code! generation: 2g, 3g, 4g=lte, 5g
product service: netflix, spotify, youtube, hulu, disney plus=disney+, amazon prime, gmail, outlook, yahoo mail, facebook, instagram, twitter, snapchat, tiktok, whatsapp, telegram, signal app, linkedin, quora, reddit, pinterest, tumblr, skype, zoom, uber, lyft, airbnb, ebay, amazon, alibaba, flipkart, walmart, dropbox, onedrive, google drive, icloud, evernote, notion, trello, asana, steam, playstation=ps4=ps5, xbox, nintendo, kindle, siri, alexa, cortana, bing, google
product maker: apple, samsung, huawei, xiaomi, sony, nokia, motorola, lenovo, dell, asus, acer, toshiba, lg, oneplus, honda, toyota, ford, bmw, mercedes, audi, volkswagen, tesla, hyundai, nissan, boeing, airbus, nike, adidas, puma, intel, amd, nvidia, microsoft
product airline: emirates, lufthansa, ryanair, easyjet, delta airlines, qantas, air france, british airways, klm, air india
attribute performance: latency, throughput, memory, cpu usage, bandwidth, storage, battery, screen size, resolution, brightness, volume level
attribute error: timeout, memory leak, segmentation fault=segfault, stack overflow, null pointer, deadlock, race condition, syntax error, type error, permission denied
code scope: unit test=unit testing, integration test=integration testing, end-to-end test, load test, regression test
code access: public, private, protected, static, abstract, final, virtual
`
