"""Our own word lists for generated pairs: what may be exchanged and what may not.

`OPPOSED` groups: exchanging members changes the question. `ALIKE` groups: exchanging members
keeps it. The lists are ours, written for training; the test traps have lists of their own.
"""

OPPOSED = {
    'antonym': [
        'increase decrease', 'raise lower', 'best worst', 'buy sell', 'open close', 'enable disable',
        'start stop', 'win lose', 'gain lose', 'good bad', 'high low', 'fast slow', 'hot cold',
        'add remove', 'upload download', 'import export', 'accept reject', 'include exclude',
        'before after', 'above below', 'inside outside', 'true false', 'legal illegal',
        'safe dangerous', 'rich poor', 'easy hard', 'cheap expensive', 'hire fire', 'lend borrow',
        'arrive depart', 'push pull', 'encrypt decrypt', 'install uninstall', 'subscribe unsubscribe',
        'activate deactivate', 'approve deny', 'advantages disadvantages', 'pros cons',
        'strengths weaknesses', 'deposit withdraw', 'send receive', 'lock unlock', 'connect disconnect',
        'maximum minimum', 'most least', 'more less', 'oldest newest', 'male female', 'men women',
        'boys girls', 'husband wife', 'mother father', 'son daughter', 'brother sister', 'left right',
        'north south', 'east west', 'morning evening', 'summer winter', 'public private',
        'possible impossible', 'benefits risks', 'love hate', 'begin end', 'create delete',
        'front rear', 'input output', 'credit debit', 'positive negative', 'internal external',
        'earlier later', 'younger older', 'shorter longer', 'lighter heavier', 'inbound outbound',
        'encode decode', 'attach detach', 'follow unfollow', 'block unblock', 'mute unmute',
        'grant revoke', 'hide show', 'join leave', 'weight height', 'depth width', 'cause cure',
    ],
    'tier': [
        'free paid', 'basic premium', 'standard premium', 'basic standard', 'personal business',
        'starter enterprise', 'gold silver', 'gold platinum', 'silver bronze', 'junior senior',
        'beginner advanced', 'economy business', 'domestic international', 'monthly yearly',
        'weekly daily', 'annual quarterly', 'undergraduate graduate', 'bachelor master',
        'primary secondary', 'lite pro', 'team enterprise', 'student professional', 'trial full',
        'small large', 'local global', 'home office', 'part-time full-time', 'amateur professional',
    ],
    'role': [
        'my your', 'my his', 'my their', 'your their', 'her his', 'i you', 'me him', 'we they',
        'teacher student', 'doctor patient', 'employer employee', 'landlord tenant', 'buyer seller',
        'parent child', 'customer merchant', 'admin user', 'sender recipient', 'lender borrower',
        'manager assistant', 'author reader', 'driver passenger', 'owner renter', 'client server',
        'payer payee', 'guest host', 'interviewer candidate',
    ],
    'tense': [
        'is was', 'are were', 'did will', 'does did', 'do did', 'has had', 'have had', 'was will',
        'am was', 'can could', 'will would',
    ],
    'modality': ['can should', 'should must', 'may must', 'can must', 'could should', 'will might'],
    'quantifier': [
        'all some', 'all no', 'every any', 'many few', 'always never', 'always sometimes',
        'often rarely', 'first last', 'first second', 'only also', 'both neither', 'each only',
        'half double', 'once twice', 'single multiple', 'everyone nobody', 'minimum average',
        'total average', 'largest smallest', 'next previous', 'current former', 'current next',
    ],
    'wh': ['how why', 'what when', 'who where', 'when where', 'why when', 'what who', 'where why'],
    'time': [
        'today yesterday', 'today tomorrow', 'weekday weekend', 'day night', 'hour minute',
        'hours days', 'days weeks', 'weeks months', 'months years', 'now then', 'century decade',
        'monday friday', 'tuesday thursday', 'saturday sunday', 'january july', 'march october',
        'april august', 'june november', 'february september', 'may december',
    ],
    'unit': [
        'km miles', 'kg pounds', 'celsius fahrenheit', 'meters feet', 'liters gallons', 'mb gb',
        'gb tb', 'usd eur', 'dollars euros', 'gbp inr', 'rupees dollars', 'inches centimeters',
        'percent points', 'seconds minutes', 'million billion', 'hundred thousand', 'grams ounces',
    ],
}

ALIKE = [
    'buy purchase', 'begin start', 'big large', 'fix repair', 'movie film', 'movies films',
    'quickly fast', 'rapidly quickly', 'smart intelligent', 'kids children', 'help assist',
    'stop prevent', 'make create', 'build make', 'choose select', 'pick choose', 'reduce decrease',
    'improve enhance', 'learn study', 'obtain get', 'acquire get', 'show display',
    'find locate', 'use utilize', 'shop store', 'car automobile', 'phone telephone', 'sick ill',
    'difficult hard', 'simple easy', 'important significant',
    'effective efficient', 'error mistake', 'problem issue', 
    'way method', 'ways methods', 'tips advice', 'salary pay',
    'company firm', 'nation country', 'delete erase', 'remove delete', 'cancel terminate',
    'modify change', 'alter change', 'update refresh', 'allow permit', 'require need', 'needed required',
    'believe think', 'happen occur', 'speak talk', 'attempt try', 'finish complete', 
    'pictures photos', 'images pictures', 
    'trip journey', 'vacation holiday', 'weird strange', 'crazy insane', 'scared afraid',
    'beautiful pretty', 'lawyer attorney', 'doctor physician', 'physician doctor', 'garbage trash',
    
    'web internet', 'website site', 'app application', 'apps applications', 'pc computer',
    'password passcode', 'refund reimbursement', 'fee charge', 'fees charges', 
    'delivery shipping', 'shipment delivery', 'bill invoice', 'register enroll', 
    'main primary', 'major main', 'entire whole', 'various different', 'famous popular',
    'famous well-known', 'currently presently', 'usually typically', 'nearly almost', 
    'approximately roughly', 'meaning definition', 'benefits advantages', 'drawbacks disadvantages',
    'thin slim', 'rich wealthy', 'poor impoverished', 'resign quit',
    'kill murder', 'destroy ruin', 'sad unhappy', 'girl female', 'college university',
    'exam test', 'exams tests', 'verify confirm', 'check verify',
    'examine inspect', 'explain describe', 'discuss talk', 'suggest recommend', 'suggested recommended',
    'transfer move', 'lost misplaced', 'broken damaged', 'faulty defective',
]

PHRASES = [
    ('the united states', 'the us'), ('the united states', 'america'), ('the usa', 'the us'),
    ('the united kingdom', 'the uk'), ('lose weight', 'shed weight'), ('lose weight', 'get thinner'),
    ('get rid of', 'remove'), ('find out', 'discover'), ('carry out', 'perform'), 
    ('look for', 'search for'), ('set up', 'configure'),
    ('sign up', 'register'), ('log in', 'sign in'), ('give up', 'quit'), ('as soon as possible', 'asap'),
    ('for example', 'for instance'), ('make money', 'earn money'), ('high school', 'secondary school'),
    ('deal with', 'handle'), ('artificial intelligence', 'ai'), ('machine learning', 'ml'),
    ('take place', 'happen'), ('new york city', 'nyc'), ('phone number', 'telephone number'),
    ('is not', "isn't"), ('are not', "aren't"), ('do not', "don't"), ('does not', "doesn't"),
    ('did not', "didn't"), ('cannot', "can't"), ('will not', "won't"), ('what is', "what's"),
    ('it is', "it's"), ('i am', "i'm"), ('i have', "i've"), ('how is', "how's"), ('who is', "who's"),
    ('should not', "shouldn't"), ('would not', "wouldn't"), ('that is', "that's"), ('where is', "where's"),
    ('color', 'colour'), ('favorite', 'favourite'), ('organize', 'organise'), ('center', 'centre'),
    ('two', '2'), ('three', '3'), ('five', '5'), ('ten', '10'), ('20', 'twenty'),
]

BEFORE = [
    'please tell me: ', 'hi, ', 'hello, ', 'hey, ', 'hi there! ', 'quick question: ', 'please, ',
    'i was wondering, ', 'i would like to know: ', 'can you help me? ', 'excuse me, ', 'so, ',
    'question: ', 'sorry to bother you. ', 'just curious: ', 'good morning, ', 'i need to know, ',
    'could you tell me, ', 'ok, ', 'one more thing: ', 'um, ', 'dear team, ',
]

AFTER = [
    ' thanks', ' thank you!', ' please', ' thanks in advance', ' any help is welcome', ' pls help',
    ' i would like to know', ' cheers', ' please let me know', ' just wondering', ' many thanks.',
]

ENTITIES = {
    'country': (
        'India China Japan Germany France Brazil Mexico Canada Australia Russia Italy Spain Egypt '
        'Nigeria Kenya Turkey Iran Iraq Israel Pakistan Poland Sweden Norway Greece Portugal Ireland '
        'Argentina Chile Peru Colombia Vietnam Thailand Indonesia Ukraine Switzerland Austria America'
    ).split(),
    'city': (
        'London Paris Berlin Tokyo Delhi Mumbai Bangalore Chicago Boston Seattle Toronto Sydney '
        'Moscow Beijing Shanghai Dubai Singapore Madrid Rome Vienna Dublin Amsterdam Cairo Lagos '
        'Austin Denver Miami Dallas Houston Atlanta Hyderabad Chennai Pune Kolkata'
    ).split(),
    'company': (
        'Google Apple Microsoft Amazon Facebook Twitter Netflix Uber Airbnb Tesla Samsung Sony Intel '
        'IBM Oracle Nokia Infosys TCS Accenture Deloitte Walmart Paypal Spotify Instagram WhatsApp '
        'YouTube LinkedIn Quora Reddit Yahoo Snapchat Flipkart Adobe Nike Boeing Toyota Honda BMW Audi'
    ).split(),
    'language': (
        'Python Java Javascript Ruby PHP Swift Kotlin Rust Scala Perl Haskell MATLAB SQL HTML CSS '
        'English Spanish French German Chinese Japanese Hindi Arabic Korean Italian Russian Latin'
    ).split(),
    'person': (
        'Trump Obama Clinton Modi Putin Einstein Newton Tesla Gandhi Lincoln Shakespeare Mozart Picasso '
        'Messi Ronaldo Federer Nadal Kohli Tendulkar Jobs Gates Musk Hitler Stalin Napoleon Darwin '
        'James John Mary Anna Peter Sarah David Maria Kevin Laura Tom Emma Brian Alice'
    ).split(),
    'currency': 'USD EUR GBP INR JPY CHF CAD AUD CNY SEK BTC ETH'.split(),
    'product': (
        'iPhone Android Windows Linux Ubuntu MacBook iPad Kindle Xbox PlayStation Chrome Firefox Gmail '
        'Outlook Excel Word Photoshop Postgres MySQL MongoDB Redis Docker Kubernetes React Angular Vue'
    ).split(),
}

PLACES_AND_TERMS = [
    ' in India', ' in Canada', ' in Europe', ' in 2015', ' in 2023', ' without a degree', ' on a Mac',
    ' on an iPhone', ' for children', ' for a dog', ' without money', ' at night', ' during pregnancy',
    ' after 50', ' in winter', ' for free', ' without an account', ' over the phone', ' as a student',
    ' on a weekend', ' as a foreigner', ' in Python', ' using Excel', ' in one week', ' by hand',
    ' from abroad', ' if I am under 18', ' for a business', ' after the deadline', ' with a visa',
]

# asked for in another form, length, language or for other readers
FORMS = [
    ' in French', ' in German', ' in simple words', ' for a child', ' for beginners', ' in one sentence', ' in detail',
    ' as a list', ' as a table', ' step by step', ' with an example', ' in bullet points', ' briefly', ' as JSON',
    ' in less than 50 words', ' for an expert', ' in a formal tone', ' without jargon', ' with sources', ' in Spanish',
]
