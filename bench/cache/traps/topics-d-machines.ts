/** Topics of half D: homenetwork, git, containers, databases, payapi. */
export const topicsDMachines = `
# homenetwork
= what does a steady {lightcolour} light on my {netdevice} mean?
= the light on my {netdevice} is solid {lightcolour}. What is it telling me?
= my {netdevice} shows a constant {lightcolour} light, how do I read that?
= why is the light on my {netdevice} permanently {lightcolour}?
~ attribute what does a blinking {lightcolour} light on my {netdevice} mean?
~ action how do I dim the steady {lightcolour} light on my {netdevice}?
~ negation what does it mean that the light on my {netdevice} is never {lightcolour}?
~ quantifier what do two steady {lightcolour} lights on my {netdevice} mean?
~ frame how long does the light on my {netdevice} stay {lightcolour} after I plug it in?
~ attribute what does a steady {lightcolour} light next to the USB port of my {netdevice} mean?

# homenetwork
= how do I reset my {netmaker} {netdevice} to factory settings?
= what is the procedure for restoring the factory defaults of my {netmaker} {netdevice}?
= I want to wipe my {netmaker} {netdevice} back to the state it was delivered in. What do I do?
= which steps does a factory reset of my {netmaker} {netdevice} take?
~ action how do I restart my {netmaker} {netdevice}?
~ negation how do I update my {netmaker} {netdevice} without a factory reset?
~ frame when is it time to reset my {netmaker} {netdevice} to factory settings?
~ attribute how do I reset the admin password of my {netmaker} {netdevice}?
~ principal can my provider reset my {netmaker} {netdevice} to factory settings remotely?
~ antonym how do I get my old settings back after a factory reset of my {netmaker} {netdevice}?
~ attribute how do I reset my {netmaker} {netdevice} to factory settings if the reset button is broken?

# homenetwork
= how do I connect my {gadget} to the {band} network of my {netdevice}?
= my {gadget} should join the {band} Wi-Fi of my {netdevice}. How do I set that up?
= how can I get my {gadget} onto the {band} band of my {netdevice}?
= what do I have to do so that my {gadget} uses the {band} Wi-Fi of my {netdevice}?
~ antonym how do I disconnect my {gadget} from the {band} network of my {netdevice}?
~ negation why can't my {gadget} connect to the {band} network of my {netdevice}?
~ frame which channel of the {band} network of my {netdevice} is best for my {gadget}?
~ quantifier how many gadgets can I connect to the {band} network of my {netdevice} besides my {gadget}?
~ action how do I give my {gadget} priority on the {band} network of my {netdevice}?
~ tense was my {gadget} connected to the {band} network of my {netdevice} last night?
~ attribute how do I connect my {gadget} to the hidden {band} network of my {netdevice}?

# git
= how do I merge {gitbranch} into {gitbranch2}?
= what's the git command that merges the branch {gitbranch} into {gitbranch2}?
= I want everything from {gitbranch} merged into {gitbranch2}. What do I type?
= git: bring all of {gitbranch} into {gitbranch2} with a merge, how?
@order
~ action how do I rebase {gitbranch} onto {gitbranch2}?
~ action how do I compare {gitbranch} with {gitbranch2}?
~ antonym how do I undo the merge of {gitbranch} into {gitbranch2}?
~ attribute how do I merge one directory of {gitbranch} into {gitbranch2}?
~ negation how do I merge {gitbranch} into {gitbranch2} without a merge commit?
~ frame who merged {gitbranch} into {gitbranch2}?
~ tense has {gitbranch} been merged into {gitbranch2} already?
~ quantifier how do I merge only the newest commit of {gitbranch} into {gitbranch2}?

# git
= how do I undo the last {commitcount} commits on {gitbranch} but keep my changes?
= my last {commitcount} commits on {gitbranch} were premature. How can I drop them and still have the edits?
= which git command removes the latest {commitcount} commits from {gitbranch} while leaving my edits in the files?
= get rid of the {commitcount} most recent commits on {gitbranch} without losing the work in them, how?
~ negation how do I undo the last {commitcount} commits on {gitbranch} and not keep my changes?
~ attribute how do I undo the last {commitcount} pushed commits on {gitbranch} for the whole team but keep my changes?
~ antonym how do I bring back the last {commitcount} commits I undid on {gitbranch}?
~ action how do I squash the last {commitcount} commits on {gitbranch} into one?
~ action how do I sign the last {commitcount} commits on {gitbranch}?
~ frame who wrote the last {commitcount} commits on {gitbranch}?
~ date how do I undo all commits on {gitbranch} since Monday but keep my changes?
~ antonym how do I undo the first {commitcount} commits on {gitbranch} but keep my changes?

# git
= how do I give {teammember} write access to my {githost} repository?
= what is the way to let {teammember} push to my repo on {githost}?
= I'd like {teammember} to be able to push to my {githost} repository. How do I arrange that?
= how can I grant {teammember} permission to write to a repository of mine on {githost}?
~ antonym how do I take write access to my {githost} repository away from {teammember}?
~ attribute how do I give {teammember} read-only access to my {githost} repository?
~ negation how do I prevent {teammember} from pushing to my {githost} repository?
~ frame why would {teammember} need write access to my {githost} repository?
~ tense did {teammember} have write access to my {githost} repository last month?
~ quantifier how do I give {teammember} write access to all my {githost} repositories at once?
~ attribute how do I give {teammember} write access to a single branch of my {githost} repository?
~ action how do I ask {teammember} to review code in my {githost} repository?

# containers
= how do I run {imagetag} in the background with {runtime}?
= what command starts {imagetag} detached in {runtime}?
= with {runtime}, how can I launch {imagetag} as a background container?
= I need {imagetag} to run in the background under {runtime}. What do I type?
~ antonym how do I run {imagetag} in the foreground with {runtime}?
~ action how do I pull {imagetag} with {runtime}?
~ action how do I scan {imagetag} for vulnerabilities with {runtime}?
~ attribute how do I run {imagetag} in the background with {runtime} as a non-root user?
~ frame how much memory does {imagetag} need in the background with {runtime}?
~ tense when did I last run {imagetag} in the background with {runtime}?
~ quantifier how do I run three copies of {imagetag} in the background with {runtime}?
~ negation why does {imagetag} not keep running in the background with {runtime}?

# containers
= what do I have to change on {platform} if my container keeps ending with exit code {exitcode}?
= my container on {platform} always stops with exit code {exitcode}. How do I fix that?
= how can I get rid of exit code {exitcode} for a container that keeps dying on {platform}?
= on {platform}, what is the remedy when a container quits with code {exitcode} again and again?
~ frame how do I make my container on {platform} return exit code {exitcode} on purpose?
~ action how do I hide the alert when my container on {platform} ends with exit code {exitcode}?
~ action how do I search the logs of {platform} for containers with exit code {exitcode}?
~ attribute what do I have to change on {platform} if a health check keeps ending with exit code {exitcode}?
~ quantifier how many of my containers on {platform} ended with exit code {exitcode}?
~ negation what do I have to change on {platform} if my container does not return exit code {exitcode} although it should?
~ tense when did my container on {platform} first end with exit code {exitcode}?
~ freshness is {platform} having an outage right now, given that my container stopped with exit code {exitcode}?

# containers
= how do I limit a {workload} in Kubernetes to {memory} {memunit} of memory?
= what do I write in the Kubernetes manifest so that a {workload} never gets more than {memory} {memunit} of RAM?
= I want to cap the memory of a {workload} in Kubernetes at {memory} {memunit}. Which setting does that?
= how is a memory ceiling of {memory} {memunit} put on a {workload} in Kubernetes?
~ antonym how do I guarantee a {workload} in Kubernetes at least {memory} {memunit} of memory?
~ attribute how do I limit a {workload} in Kubernetes to {memory} {memunit} of disk space?
~ frame what happens when a {workload} in Kubernetes uses more than {memory} {memunit} of memory?
~ action how do I find out whether a {workload} in Kubernetes uses {memory} {memunit} of memory?
~ negation how do I run a {workload} in Kubernetes without any memory limit?
~ quantifier how do I limit all containers of a {workload} in Kubernetes to {memory} {memunit} of memory in total?
~ principal how do I allow a colleague to raise the limit of a {workload} in Kubernetes to {memory} {memunit} of memory?

# databases
= how do I change a column from {coltype} to {coltype2} in {dbengine}?
= what statement turns a {coltype} column into {coltype2} in {dbengine}?
= in {dbengine}, how is an existing {coltype} column converted to {coltype2}?
= I have a {coltype} column in {dbengine} and it has to become {coltype2}. How do I do that?
@order
~ attribute how do I change an indexed column from {coltype} to {coltype2} in {dbengine}?
~ negation how do I change a column from {coltype} to {coltype2} in {dbengine} without locking the table?
~ action how do I join a {coltype} column to a {coltype2} column in {dbengine}?
~ frame how long does it take to change a column from {coltype} to {coltype2} in {dbengine}?
~ quantifier how do I change all columns of a table from {coltype} to {coltype2} in {dbengine}?
~ principal which role may change a column from {coltype} to {coltype2} in {dbengine}?
~ tense when was the column changed from {coltype} to {coltype2} in {dbengine}?

# databases
= how do I find records with the same {dbfield} in {querytool}?
= which {querytool} query lists the records that share a {dbfield}?
= I suspect there are duplicate values of {dbfield} in my {querytool} data. How do I spot those records?
= in {querytool}, what do I write to show records whose {dbfield} occurs more than once?
~ action how do I delete records with the same {dbfield} in {querytool}?
~ action how do I merge records with the same {dbfield} in {querytool}?
~ antonym how do I find records with a unique {dbfield} in {querytool}?
~ negation how do I find records with no {dbfield} in {querytool}?
~ frame why are there records with the same {dbfield} in my {querytool} data?
~ attribute how do I find records with the same {dbfield} added within one hour in {querytool}?
~ tense when were the records with the same {dbfield} added to my {querytool} data?
~ quantifier how do I find records with the same {dbfield} at least five times in {querytool}?

# databases
= how much storage do I need to keep a backup of {dbsize} {dbunit} of {dbengine} data every {interval} for a year?
= what disk space does a year of backups take if {dbsize} {dbunit} of {dbengine} data are saved every {interval}?
= my {dbengine} database has {dbsize} {dbunit} and is backed up every {interval}. How much room do I need for a year of backups?
= backing up {dbsize} {dbunit} of {dbengine} every {interval} and keeping it all for a year: how much storage is that?
~ antonym how do I restore {dbsize} {dbunit} of {dbengine} data from the backup made every {interval}?
~ frame how do I set up a backup of {dbsize} {dbunit} of {dbengine} data every {interval}?
~ attribute how much storage do I need to keep a compressed backup of {dbsize} {dbunit} of {dbengine} data every {interval} for a year?
~ action how do I encrypt the backup of {dbsize} {dbunit} of {dbengine} data made every {interval}?
~ number how much storage do I need to keep a backup of {dbsize} {dbunit} of {dbengine} data every {interval} for seven years?
~ negation how much storage do I save if I do not keep a backup of {dbsize} {dbunit} of {dbengine} data every {interval}?
~ tense how much storage did the backup of {dbsize} {dbunit} of {dbengine} data take last {interval}?
~ principal who is called if the backup of {dbsize} {dbunit} of {dbengine} data made every {interval} fails?
~ quantifier how much storage do I need to keep just the newest backup of {dbsize} {dbunit} of {dbengine} data made every {interval}?

# payapi
= when does {payprovider} send the {payevent} event?
= what triggers a {payevent} event at {payprovider}?
= in which situation will I receive {payevent} from {payprovider}?
= {payprovider} webhooks: what has to happen for {payevent} to fire?
~ frame which fields does the {payevent} event of {payprovider} have?
~ action when does {payprovider} retry the {payevent} event?
~ action how do I verify the signature of the {payevent} event of {payprovider}?
~ negation why does {payprovider} not send the {payevent} event?
~ tense did {payprovider} send the {payevent} event for my last order?
~ antonym how do I stop {payprovider} from sending the {payevent} event?
~ quantifier how many times does {payprovider} send the {payevent} event for one order?
~ principal who in my team gets an email when {payprovider} sends the {payevent} event?

# payapi
= what fee does {payprovider} keep on a {paymethod} payment of {sum} {currency}?
= how much does {payprovider} charge me when a customer pays {sum} {currency} by {paymethod}?
= a customer pays me {sum} {currency} by {paymethod}. What fee does {payprovider} deduct?
= with {payprovider}, what does it cost me to accept {sum} {currency} by {paymethod}?
~ action how do I refund a {paymethod} payment of {sum} {currency} through {payprovider}?
~ antonym does {payprovider} give the fee back when I refund a {paymethod} payment of {sum} {currency}?
~ frame when does {payprovider} pay out a {paymethod} payment of {sum} {currency} to me?
~ attribute what fee does {payprovider} keep on a disputed {paymethod} payment of {sum} {currency}?
~ principal what fee does the customer pay to {payprovider} on a {paymethod} payment of {sum} {currency}?
~ negation why did {payprovider} not accept a {paymethod} payment of {sum} {currency}?
~ tense what fee did {payprovider} keep on a {paymethod} payment of {sum} {currency} before the price change?
~ quantifier what fee does {payprovider} keep in all on two hundred {paymethod} payments of {sum} {currency} each?

# payapi
= why does the {payprovider} API answer {httpstatus} to my {httpmethod} request?
= my {httpmethod} call to the {payprovider} API returns {httpstatus}. What is the reason?
= what causes a {httpstatus} when I send a {httpmethod} to the {payprovider} API?
= I'm getting {httpstatus} from the {payprovider} API for a {httpmethod}, what's wrong?
~ action should I repeat a {httpmethod} request to which the {payprovider} API answers {httpstatus}?
~ frame how do I simulate that the {payprovider} API answers {httpstatus} to a {httpmethod} request?
~ attribute why does the {payprovider} API answer {httpstatus} to my {httpmethod} request in the sandbox but not in production?
~ negation why does the {payprovider} API not answer {httpstatus} to an invalid {httpmethod} request?
~ quantifier what share of my {httpmethod} requests does the {payprovider} API answer with {httpstatus}?
~ principal why does the {payprovider} API answer {httpstatus} to my colleague's {httpmethod} request but not to mine?
~ tense since when has the {payprovider} API been answering {httpstatus} to my {httpmethod} requests?
~ freshness is the {payprovider} API down right now, or why else does it answer {httpstatus} to my {httpmethod} request?

# homenetwork
= what download speed do I get on the {band} network of my {netmaker} {netdevice}?
= how fast are downloads over the {band} Wi-Fi of my {netmaker} {netdevice}?
= over my {netmaker} {netdevice} on {band}, how many megabits per second come down?
= my {netmaker} {netdevice} runs a {band} network. At what speed can I download over it?
@timely
~ antonym what upload speed do I get on the {band} network of my {netmaker} {netdevice}?
~ frame why is the download speed on the {band} network of my {netmaker} {netdevice} so low?
~ action how do I measure the download speed on the {band} network of my {netmaker} {netdevice}?
~ quantifier what is the lowest download speed I can get on the {band} network of my {netmaker} {netdevice}?
~ attribute what download speed do I get on the {band} network of my {netmaker} {netdevice} through two walls?
~ principal what download speed do guests get on the {band} network of my {netmaker} {netdevice}?
~ tense what download speed did I get on the {band} network of my {netmaker} {netdevice} before the update?
`
