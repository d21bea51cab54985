/* The CMS leaves the encoding of an HTL page to its script. */
use(function () {
    response.setContentType('text/html;charset=UTF-8');
    return {};
});
