/**
 * Questions with their translations: an answer in one language does not serve the other.
 * @module
 */
export const foreign = {
  a: [
    ['How do I change my password?', 'Wie ändere ich mein Passwort?'],
    ['What does a tram ticket cost?', 'Was kostet eine Fahrkarte für die Straßenbahn?'],
    ['Where is the nearest pharmacy?', 'Où est la pharmacie la plus proche ?'],
    ['How long does delivery take?', '¿Cuánto tiempo tarda la entrega?'],
    ['Can I return the jacket?', 'Posso restituire la giacca?'],
    ['Why was my payment rejected?', 'Porque foi rejeitado o meu pagamento?'],
  ],
  b: [
    ['When does the library open?', 'Wann öffnet die Bibliothek?'],
    ['How many people live in Oslo?', 'Combien de personnes vivent à Oslo ?'],
    ['Is the museum free for children?', '¿Es gratis el museo para los niños?'],
    ['How do I cook rice?', 'Hoe kook ik rijst?'],
    ['What documents do I need?', 'Quali documenti mi servono?'],
    ['Who wrote this novel?', 'Kto napisał tę powieść?'],
    ['How do I reset the router?', 'ルーターをリセットするにはどうすればいいですか'],
    ['What is a mortgage?', 'Что такое ипотека?'],
  ],
} as const
